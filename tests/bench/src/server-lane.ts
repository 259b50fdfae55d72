import type { Certificate } from "@asyncstatus/server";
import { startProcess } from "./other-process.ts";

/** Who answers: a reference device, or something else, with the same whatever it is asked. */
export interface Serving {
  readonly by: "device" | PlainAnswer;
  readonly tls: Certificate;
}

/** An answer, and by what it is given: Node.js's own server, or a framework on it. */
export interface PlainAnswer {
  readonly by: "node:https" | "fastify" | "express";
  readonly status: number;
  /** Names and values, alternating. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Where a server listens, and the token that a device takes. */
export interface Server {
  readonly port: number;
  readonly token: string;
}

/** What a server can tell of itself: its CPU time in microseconds, what is in use on its heap in bytes. */
export type Question = "cpu" | "heap";

/** Who is asked for asyncstatus, and on how many connections. */
export interface Load extends Server {
  readonly certificatePem: string;
  readonly connections: number;
}

/** How some answers went. */
export interface Served {
  readonly answersASecond: number;
  /** The server's CPU time for an answer. */
  readonly micros: number;
}

/** A server, in a process of its own. */
export interface ServerLane extends AsyncDisposable {
  heap(): Promise<number>;
  startAsker(connections: number): Promise<Asker>;
}

/** Who asks a server as fast as it answers, in a process of its own. */
export interface Asker extends AsyncDisposable {
  /** One answer, whole. */
  readonly said: string;
  ask(answers: number): Promise<Served>;
}

/** Starts a server. */
export async function startLane(serving: Serving): Promise<ServerLane> {
  const script = "./server-lane.server.process.ts";
  const server = await startProcess<Server, Question, number>(script, serving);
  return {
    heap: () => server.ask("heap"),
    async startAsker(connections) {
      const load = { ...server.ready, certificatePem: serving.tls.cert, connections };
      const asker = await startProcess<string, number, number>(
        "./server-lane.load.process.ts",
        load satisfies Load,
      );
      return {
        said: asker.ready,
        async ask(answers) {
          const before = await server.ask("cpu");
          const elapsedMs = await asker.ask(answers);
          const micros = ((await server.ask("cpu")) - before) / answers;
          return { answersASecond: (answers * 1000) / elapsedMs, micros };
        },
        [Symbol.asyncDispose]: () => asker[Symbol.asyncDispose](),
      };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
