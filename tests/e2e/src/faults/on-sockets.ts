import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Transport, type TransportRequest } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import {
  type Certificate,
  type Connection,
  createHandler,
  Device,
  type Handler,
  listen,
} from "@asyncstatus/server";
import { credentials } from "../world.ts";
import type { Phase } from "./phase.ts";
import type { From, Said } from "./run-cell.ts";
import { SocketFront } from "./socket-front.ts";

const requestTimeoutMs = 2_000;
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

/** The first bytes of an answer as they come, and then whatever `end` does. */
function part(answer: Response, bytes: Uint8Array<ArrayBuffer>, upTo: number, end: () => void) {
  let isSent = upTo === 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (!isSent) controller.enqueue(bytes.subarray(0, upTo));
      else {
        // What was written before has left by then.
        await sleep(20);
        end();
        controller.error(new TypeError("terminated"));
      }
      isSent = true;
    },
  });
  const headers = { ...Object.fromEntries(answer.headers), "content-length": `${bytes.length}` };
  return new Response(body, { status: answer.status, headers });
}

type OnSocket = (
  taken: boolean,
  handle: Handler,
  request: Request,
  connection: Connection,
) => Promise<Response>;

const cutAfter =
  (share: number): OnSocket =>
  async (_, handle, request, connection) => {
    const answer = await handle(request, connection);
    const bytes = await bytesOf(answer);
    return part(answer, bytes, Math.floor(bytes.length * share), () => connection.destroy());
  };
const gone = (connection: Connection) =>
  new Promise<void>((resolve) => connection.signal.addEventListener("abort", () => resolve()));

/** The faults of the matrix that are about one exchange, as sockets have them. */
const exchanges: Readonly<Record<string, OnSocket>> = {
  "reset before the headers": async (taken, handle, request, connection) => {
    if (taken) await handle(request, connection);
    return Response.error();
  },
  "reset after the headers": cutAfter(0),
  "reset in mid-body": cutAfter(0.5),
  stall: async (taken, handle, request, connection) => {
    if (taken) await handle(request, connection);
    await gone(connection);
    return Response.error();
  },
  "slow drip": async (_, handle, request, connection) => {
    const answer = await handle(request, connection);
    const bytes = await bytesOf(answer);
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await sleep(50);
        if (connection.signal.aborted) controller.error(new TypeError("terminated"));
        else controller.enqueue(bytes.subarray(0, 1));
      },
    });
    const headers = { ...Object.fromEntries(answer.headers), "content-length": "65536" };
    return new Response(body, { status: answer.status, headers });
  },
};
const connections = {
  "connection refused": { kind: "refuses" },
  "TLS failure": { kind: "fails the handshake" },
  "certificate changed": "another certificate",
} as const;

export const socketFaults: ReadonlySet<string> = new Set([
  ...Object.keys(exchanges),
  ...Object.keys(connections),
]);

/** What was said and what is so, after a run on sockets. */
export interface SocketRun {
  /** Whether what goes wrong was met at all. */
  readonly befallen: boolean;
  readonly said: readonly Said[];
  /** How many connections the client has left open. */
  readonly openSockets: number;
}

/** Nobody looks here for what has truly become of the request. */
const truth = "not taken";

/** Runs the requests of one activate over real TLS, with one thing going wrong with the sockets. */
export async function runOnSockets(
  phase: Phase,
  fault: string,
  certificates: readonly [Certificate, Certificate],
): Promise<SocketRun> {
  const isLong = phase.activateMs > 60_000;
  // A renewal at 60 % that times out leaves the token time for the end.
  const tokenMs = isLong ? 12_000 : 600_000;
  const { user: name, password } = credentials;
  const device = new Device({
    users: [{ name, password, administrator: true }],
    durations: { activate: isLong ? 10_000 : 600, token: tokenMs },
    initialState: { uptime: 30 * 86_400_000, saved: { text: "new realm" } },
  });
  const handle = createHandler(device);
  let befallNext: OnSocket | undefined;
  const handler: Handler = (request, connection) => {
    const befall = befallNext;
    befallNext = undefined;
    return befall ? befall(phase.taken, handle, request, connection) : handle(request);
  };
  const [right, other] = certificates;
  const listening = { requestTimeoutMs: 30_000, graceMs: 0, onError: () => {} };
  const listener = await listen(handler, { ...listening, tls: right });
  const impostor = await listen(handler, { ...listening, tls: other });
  const front = new SocketFront({ kind: "to", port: listener.port });
  await front.listen();
  const network = undiciTransport({ tls: { fingerprint256: listener.fingerprint256 } });

  let befallen = false;
  let submittedAt: number | undefined;
  const transport: Transport = {
    async request(request: TransportRequest) {
      // What takes a minute there takes the hundredth part here.
      const sinceSubmissionMs =
        submittedAt === undefined ? undefined : (performance.now() - submittedAt) * 100;
      if (request.url.searchParams.has("action")) submittedAt ??= performance.now();
      if (befallen || !phase.isIt({ request, sinceSubmissionMs })) return network.request(request);
      befallen = true;
      const mode = connections[fault as keyof typeof connections];
      if (mode === undefined) {
        befallNext = exchanges[fault];
        return network.request(request);
      }
      await front.become(
        mode === "another certificate" ? { kind: "to", port: impostor.port } : mode,
      );
      try {
        return await network.request(request);
      } finally {
        if (mode !== "another certificate") await front.become({ kind: "to", port: listener.port });
      }
    },
    close: () => network.close(),
  };
  const said: Said[] = [];
  const attempt = async <Value>(from: From, act: () => Promise<Value>) => {
    try {
      return await act();
    } catch (error) {
      said.push({ from, error, truth });
      return undefined;
    }
  };
  try {
    const sbc = await attempt("login", () =>
      connect({
        host: `127.0.0.1:${front.port}`,
        credentials,
        transport,
        requestTimeoutMs,
        tokenLifetimeMs: tokenMs,
        registrationMs: 1_000,
        schedule: { firstMs: 20, longestMs: 100 },
      }),
    );
    if (sbc) {
      const lock = await attempt("lock", () => sbc.lock());
      const operation = lock && (await attempt("submit", () => sbc.activate()));
      await attempt("wait", async () => {
        for await (const event of operation?.events() ?? []) {
          if (event.type === "lock-lost") said.push({ event: event.type });
          if (event.type === "ended") said.push({ outcome: event.outcome, truth });
        }
      });
      if (lock) await attempt("unlock", () => lock.release());
      await attempt("close", () => sbc.close());
    }
    await network.close();
    return { befallen, said, openSockets: await front.openInTheEnd() };
  } finally {
    await Promise.all([front.close(), listener.close(), impostor.close()]);
  }
}
