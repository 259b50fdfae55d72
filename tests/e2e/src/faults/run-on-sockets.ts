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
import type { Phase } from "./phases.ts";
import { type Report, ReportLog } from "./report-log.ts";
import { TcpProxy } from "./tcp-proxy.ts";

const requestTimeoutMs = 2_000;

type SocketFault = (
  accepted: boolean,
  handle: Handler,
  request: Request,
  connection: Connection,
) => Promise<Response>;

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** Sends part of the body, and closes the connection. */
const cutAfter =
  (share: number): SocketFault =>
  async (_, handle, request, connection) => {
    const response = await handle(request, connection);
    const bytes = await bytesOf(response);
    const length = Math.floor(bytes.length * share);
    let isSent = length === 0;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        if (!isSent) controller.enqueue(bytes.subarray(0, length));
        else {
          // Until then the bytes before are sent.
          await sleep(20);
          connection.destroy();
          controller.error(new TypeError("terminated"));
        }
        isSent = true;
      },
    });
    const { status } = response;
    const headers = {
      ...Object.fromEntries(response.headers),
      "content-length": `${bytes.length}`,
    };
    return new Response(body, { status, headers });
  };

const closed = (connection: Connection) =>
  new Promise<void>((resolve) => connection.signal.addEventListener("abort", () => resolve()));

/** Faults of the matrix in one exchange, by title. */
const exchangeFaults: Readonly<Record<string, SocketFault>> = {
  "reset before the headers": async (accepted, handle, request, connection) => {
    if (accepted) await handle(request, connection);
    return Response.error();
  },
  "reset after the headers": cutAfter(0),
  "reset in the body": cutAfter(0.5),
  "no response": async (accepted, handle, request, connection) => {
    if (accepted) await handle(request, connection);
    await closed(connection);
    return Response.error();
  },
  "slow response": async (_, handle, request, connection) => {
    const response = await handle(request, connection);
    const bytes = await bytesOf(response);
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await sleep(50);
        if (connection.signal.aborted) controller.error(new TypeError("terminated"));
        else controller.enqueue(bytes.subarray(0, 1));
      },
    });
    const headers = { ...Object.fromEntries(response.headers), "content-length": "65536" };
    return new Response(body, { status: response.status, headers });
  },
};
const connectionFaults = {
  "connection refused": { kind: "refuse" },
  "TLS handshake failure": { kind: "fail-handshake" },
  "certificate changed": "another certificate",
} as const;

/** Titles of the faults that can be injected into sockets. */
export const socketFaults: ReadonlySet<string> = new Set([
  ...Object.keys(exchangeFaults),
  ...Object.keys(connectionFaults),
]);

/** Result of a case on sockets. */
export interface SocketRun {
  /** False if no request matched the phase. */
  readonly applied: boolean;
  readonly reports: readonly Report[];
  /** Number of connections that the client left open. */
  readonly openSockets: number;
}

/** Runs the requests of an activate over TLS, with one fault of the sockets. */
export async function runOnSockets(
  phase: Phase,
  fault: string,
  certificates: readonly [Certificate, Certificate],
): Promise<SocketRun> {
  const isLong = phase.activateMs > 60_000;
  // After a renewal at 60% that times out, the token is still valid for the rest of the run.
  const tokenMs = isLong ? 12_000 : 600_000;
  const { user: name, password } = credentials;
  const device = new Device({
    users: [{ name, password, administrator: true }],
    durations: { activate: isLong ? 10_000 : 600, token: tokenMs },
    initialState: { uptime: 30 * 86_400_000, saved: { text: "new realm" } },
  });
  const handle = createHandler(device);
  let nextFault: SocketFault | undefined;
  const handler: Handler = (request, connection) => {
    const apply = nextFault;
    nextFault = undefined;
    return apply ? apply(phase.accepted, handle, request, connection) : handle(request);
  };
  const [trusted, other] = certificates;
  const options = { requestTimeoutMs: 30_000, graceMs: 0, onError: () => {} };
  const listener = await listen(handler, { ...options, tls: trusted });
  const impostor = await listen(handler, { ...options, tls: other });
  const proxy = new TcpProxy({ kind: "forward", port: listener.port });
  await proxy.listen();
  const network = undiciTransport({ tls: { fingerprint256: listener.fingerprint256 } });

  let applied = false;
  let submittedAt: number | undefined;
  const transport: Transport = {
    async request(request: TransportRequest) {
      // Runs 100 times as fast as in the matrix.
      const sinceSubmissionMs =
        submittedAt === undefined ? undefined : (performance.now() - submittedAt) * 100;
      if (request.url.searchParams.has("action")) submittedAt ??= performance.now();
      if (applied || !phase.matches({ request, sinceSubmissionMs })) {
        return network.request(request);
      }
      applied = true;
      const mode = connectionFaults[fault as keyof typeof connectionFaults];
      if (mode === undefined) {
        nextFault = exchangeFaults[fault];
        return network.request(request);
      }
      if (mode === "another certificate") {
        await proxy.setMode({ kind: "forward", port: impostor.port });
        return network.request(request);
      }
      await proxy.setMode(mode);
      try {
        return await network.request(request);
      } finally {
        await proxy.setMode({ kind: "forward", port: listener.port });
      }
    },
    close: () => network.close(),
  };
  // Only the reports are compared with the matrix.
  const log = new ReportLog(() => "not accepted");
  try {
    const sbc = await log.attempt("login", () =>
      connect({
        host: `127.0.0.1:${proxy.port}`,
        credentials,
        transport,
        requestTimeoutMs,
        tokenLifetimeMs: tokenMs,
        registrationMs: 1_000,
        schedule: { firstMs: 20, longestMs: 100 },
      }),
    );
    if (sbc) {
      await log.activate(sbc);
      await log.attempt("close", () => sbc.close());
    }
    await network.close();
    return { applied, reports: log.reports, openSockets: await proxy.openConnections() };
  } finally {
    await Promise.all([proxy.close(), listener.close(), impostor.close()]);
  }
}
