import { createSelfSignedCertificate } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { plainAnswer } from "./plain-answer.ts";
import type { ServeStatusScale } from "./serve-status.ts";
import { type Asker, type PlainAnswer, type Served, startLane } from "./server-lane.ts";

/**
 * How fast a reference device answers asyncstatus, all its checks on, against frameworks of servers that
 * are told to answer the same and check nothing. Each has a process of its own, and so has each that asks.
 */
export async function otherServers(
  { rounds, answers, warmUp, connections }: ServeStatusScale = {
    rounds: 15,
    answers: 6_000,
    warmUp: 30_000,
    connections: 50,
  },
): Promise<Figure[]> {
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  await using device = await startLane({ by: "device", tls });
  await using asksDevice = await device.startAsker(connections);
  const answer = plainAnswer(asksDevice.said);
  const serve = (by: PlainAnswer["by"]) => startLane({ by: { ...answer, by }, tls });
  await using node = await serve("node:https");
  await using asksNode = await node.startAsker(connections);
  await using fastify = await serve("fastify");
  await using asksFastify = await fastify.startAsker(connections);
  await using express = await serve("express");
  await using asksExpress = await express.startAsker(connections);
  for (const asker of [asksDevice, asksNode, asksFastify, asksExpress]) {
    expectBody(asker, answer.body);
    await asker.ask(warmUp);
  }

  const served = await interleave(rounds, {
    device: () => asksDevice.ask(answers),
    node: () => asksNode.ask(answers),
    fastify: () => asksFastify.ask(answers),
    express: () => asksExpress.ask(answers),
  });
  const micros = (lane: readonly Served[]) => lane.map((one) => one.micros);
  const how = `${connections} connections`;
  const toDevice = (what: string, lane: readonly Served[]): Figure => ({
    what: `CPU per answer, device to ${what}, ${how}`,
    values: ratios(micros(served.device), micros(lane)),
    unit: "×",
  });
  return [
    toDevice("node:https", served.node),
    toDevice("Fastify", served.fastify),
    { ...toDevice("Express", served.express), bound: { of: "median", atMost: 1 } },
    { what: `CPU per answer of Fastify, ${how}`, values: micros(served.fastify), unit: " µs" },
    { what: `CPU per answer of Express, ${how}`, values: micros(served.express), unit: " µs" },
  ];
}

/** @throws {Error} where somebody says something else */
function expectBody({ said }: Asker, want: string): void {
  if (/^HTTP\/1\.1 200 /.test(said) && said.endsWith(`\r\n\r\n${want}`)) return;
  throw new Error(`Expected 200 and ${want}, got ${said}`);
}
