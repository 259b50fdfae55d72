import { createSelfSignedCertificate } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { plainAnswer } from "./plain-answer.ts";
import { type Served, startLane } from "./server-lane.ts";

export interface ServeStatusScale {
  readonly rounds: number;
  /** Answers of one lane in one round. */
  readonly answers: number;
  /** Answers of one lane before the first round, until its code is compiled for good. */
  readonly warmUp: number;
  readonly connections: number;
}

/**
 * How fast a reference device answers asyncstatus, all its checks on, against Node.js's own HTTPS server
 * that sends the same bytes. Each has a process of its own, and so has each that asks.
 */
export async function serveStatus(
  { rounds, answers, warmUp, connections }: ServeStatusScale = {
    rounds: 25,
    answers: 6_000,
    warmUp: 50_000,
    connections: 50,
  },
): Promise<Figure[]> {
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  await using device = await startLane({ by: "device", tls });
  await using asksDevice = await device.startAsker(connections);
  const by = plainAnswer(asksDevice.said);
  await using bare = await startLane({ by, tls });
  await using asksBare = await bare.startAsker(connections);
  await using again = await startLane({ by, tls });
  await using asksAgain = await again.startAsker(connections);
  for (const { said } of [asksBare, asksAgain]) expectTheSame(said, asksDevice.said);
  for (const asker of [asksDevice, asksBare, asksAgain]) await asker.ask(warmUp);

  const served = await interleave(rounds, {
    device: () => asksDevice.ask(answers),
    bare: () => asksBare.ask(answers),
    again: () => asksAgain.ask(answers),
  });
  const speeds = (lane: readonly Served[]) => lane.map((one) => one.answersASecond);
  const micros = (lane: readonly Served[]) => lane.map((one) => one.micros);
  const how = `${connections} connections`;
  return [
    {
      what: `answers a second, device to bare node:https, ${how}`,
      values: ratios(speeds(served.device), speeds(served.bare)),
      unit: "×",
      bound: { of: "median", atLeast: 0.8 },
    },
    {
      what: `control: answers a second, bare node:https to itself, ${how}`,
      values: ratios(speeds(served.again), speeds(served.bare)),
      unit: "×",
    },
    { what: `answers a second of the device, ${how}`, values: speeds(served.device), unit: "" },
    {
      what: `CPU per answer, device to bare node:https, ${how}`,
      values: ratios(micros(served.device), micros(served.bare)),
      unit: "×",
    },
    {
      what: `control: CPU per answer, bare node:https to itself, ${how}`,
      values: ratios(micros(served.again), micros(served.bare)),
      unit: "×",
    },
    { what: `CPU per answer of the device, ${how}`, values: micros(served.device), unit: " µs" },
  ];
}

/** @throws {Error} where one answer is not the other, or not what was asked for */
function expectTheSame(said: string, want: string): void {
  const [one, other] = [said, want].map((text) => text.replace(/^Date: .*$/m, ""));
  if (one === other && /^HTTP\/1\.1 200 .*<status>success</s.test(said)) return;
  throw new Error(`Expected the same status twice, got\n${said}\nand\n${want}`);
}
