import { type Certificate, createSelfSignedCertificate } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { startProcess } from "./other-process.ts";

export interface ServeStatusScale {
  readonly rounds: number;
  /** Answers of one lane in one round. */
  readonly answers: number;
  /** Answers of one lane before the first round, until its code is compiled for good. */
  readonly warmUp: number;
  readonly connections: number;
}

/** An answer as Node.js's own server is told to give it. */
export interface PlainAnswer {
  readonly status: number;
  /** Names and values, alternating. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Who answers: a reference device, or Node.js's own server, with the same whatever it is asked. */
export interface Serving {
  readonly by: "device" | PlainAnswer;
  readonly tls: Certificate;
}

/** Where a server listens, and the token that a device takes. */
export interface Server {
  readonly port: number;
  readonly token: string;
}

/** Who is asked, and on how many connections. */
export interface Load extends Server {
  readonly certificatePem: string;
  readonly connections: number;
}

/** What one lane of one round gave. */
interface Served {
  readonly answersASecond: number;
  /** The server's CPU time for an answer. */
  readonly micros: number;
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
  const load = { certificatePem: tls.cert, connections };
  await using device = await startLane({ by: "device", tls }, load);
  const by = plainAnswer(device.said);
  await using bare = await startLane({ by, tls }, load);
  await using again = await startLane({ by, tls }, load);
  for (const { said } of [bare, again]) expectTheSame(said, device.said);
  for (const { ask } of [device, bare, again]) await ask(warmUp);

  const served = await interleave(rounds, {
    device: () => device.ask(answers),
    bare: () => bare.ask(answers),
    again: () => again.ask(answers),
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

interface ServerLane extends AsyncDisposable {
  /** One answer, whole. */
  readonly said: string;
  ask(answers: number): Promise<Served>;
}

async function startLane(serving: Serving, load: Omit<Load, keyof Server>): Promise<ServerLane> {
  await using parts = new AsyncDisposableStack();
  const server = parts.use(
    await startProcess<Server, "cpu", number>("./serve-status.server.process.ts", serving),
  );
  const asker = parts.use(
    await startProcess<string, number, number>("./serve-status.load.process.ts", {
      ...load,
      ...server.ready,
    }),
  );
  const all = parts.move();
  return {
    said: asker.ready,
    async ask(answers) {
      const before = await server.ask("cpu");
      const elapsedMs = await asker.ask(answers);
      const after = await server.ask("cpu");
      return { answersASecond: (answers * 1000) / elapsedMs, micros: (after - before) / answers };
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** What Node.js's server is told to say so that it says this: it adds what is about the connection. */
function plainAnswer(said: string): PlainAnswer {
  const [head = "", body = ""] = said.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const aboutConnection = /^(?:date|connection|keep-alive):/i;
  const headers = lines.filter((line) => !aboutConnection.test(line));
  return {
    status: Number(statusLine.split(" ")[1]),
    headers: headers.flatMap((line) => line.split(": ")),
    body,
  };
}

/** @throws {Error} where one answer is not the other, or not what was asked for */
function expectTheSame(said: string, want: string): void {
  const [one, other] = [said, want].map((text) => text.replace(/^Date: .*$/m, ""));
  if (one === other && /^HTTP\/1\.1 200 .*<status>success</s.test(said)) return;
  throw new Error(`Expected the same status twice, got\n${said}\nand\n${want}`);
}
