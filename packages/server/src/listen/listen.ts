import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import { type AddressInfo, isIPv6, type Socket } from "node:net";
import { type Certificate, createSelfSignedCertificate } from "../tls/self-signed-certificate.ts";
import { answerRequests } from "./answer-requests.ts";
import type { Handler } from "./handler.ts";
import { type LeanHandler, toLean } from "./lean-handler.ts";
import { limitWrites } from "./limit-writes.ts";
import { refusePlainHttp } from "./refuse-plain-http.ts";
import { serveRequests } from "./serve-requests.ts";
import type { PlainAnswer } from "./upgrade-required.ts";

/** Where a device listens, as whom, and how long it is patient with whoever is slow. */
export interface ListenOptions {
  /** @default "127.0.0.1" */
  host?: string;
  /** @default 0, a free port */
  port?: number;
  /** Made at the start where it is absent: self-signed, for the host and for this machine. */
  tls?: Certificate;
  /** The body of the 426 that answers plain HTTP. */
  upgradeRequired?: PlainAnswer;
  /** A larger body is answered 413. @default 65,536 */
  maxBodyBytes?: number;
  /** Connections above this number are closed unanswered. @default 1,000 */
  maxConnections?: number;
  /** How long a client may take to its first byte, and then for the TLS handshake. @default 2,000 */
  handshakeTimeoutMs?: number;
  /** How long the head of a request may take. @default 2,000 */
  headersTimeoutMs?: number;
  /** How long a whole request may take. @default 4,000 */
  requestTimeoutMs?: number;
  /** How long a client may take to read a part of an answer, as it was written. @default 3,000 */
  writeTimeoutMs?: number;
  /** How often the time limits of requests and answers are looked at. @default 500 */
  checkIntervalMs?: number;
  /** How long a connection stays open between requests, longer than clients poll. @default 65,000 */
  keepAliveTimeoutMs?: number;
  /** How long requests under way may take to end after `close()`. @default 500 */
  graceMs?: number;
  /** Told what a handler throws and what the server fails with. @default console.error */
  onError?: (error: unknown) => void;
}

/** A server that listens. */
export interface Listener extends AsyncDisposable {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly host: string;
  /** For clients to take as their CA. */
  readonly certificatePem: string;
  /** SHA-256 of the certificate, as in `AB:CD:…`, for clients that pin it. */
  readonly fingerprint256: string;
  /** Stops listening, lets requests under way end, then cuts what is left. May be called again. */
  close(): Promise<void>;
}

/** Heads of requests above this are answered 431. */
const maxHeadBytes = 16 * 1024;

/** How often connections are looked for, after `close()`, whose last request has ended. */
const closingIntervalMs = 10;

/**
 * Serves a handler over HTTPS; plain HTTP on the same port is answered 426.
 *
 * @throws what Node.js says of an option that cannot be used, such as a port that is taken
 */
export function listen(handler: Handler, options: ListenOptions = {}): Promise<Listener> {
  return listenLean(toLean(handler), options);
}

/** As {@link listen}, for a handler that does without most of a `Request`. */
export async function listenLean(
  handler: LeanHandler,
  options: ListenOptions = {},
): Promise<Listener> {
  const {
    host = "127.0.0.1",
    port = 0,
    tls = await createSelfSignedCertificate([...new Set(["localhost", "127.0.0.1", "::1", host])]),
    upgradeRequired: plainAnswer = { contentType: "text/plain", body: "HTTPS only\n" },
    maxBodyBytes = 64 * 1024,
    maxConnections = 1000,
    handshakeTimeoutMs = 2000,
    headersTimeoutMs = 2000,
    requestTimeoutMs = 4000,
    writeTimeoutMs = 3000,
    checkIntervalMs = 500,
    keepAliveTimeoutMs = 65_000,
    graceMs = 500,
    onError = console.error,
  } = options;

  const server = createServer({
    key: tls.key,
    cert: tls.cert,
    handshakeTimeout: handshakeTimeoutMs,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: checkIntervalMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maxHeadBytes,
    // A request without a body is then spared an empty stream, which takes a tenth of its time.
    optimizeEmptyRequests: true,
  });
  server.maxConnections = maxConnections;

  refusePlainHttp(server, plainAnswer, handshakeTimeoutMs);
  limitWrites(server, writeTimeoutMs, checkIntervalMs);
  answerRequests(server, serveRequests(handler, maxBodyBytes, onError));

  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  server.listen({ host, port });
  await once(server, "listening");
  server.on("error", onError);

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      // Node.js leaves a connection open whose last request ends after `close()`. To be told of that end
      // would cost each request a tenth of its time.
      const closing = setInterval(() => server.closeIdleConnections(), closingIntervalMs);
      server.close(() => {
        clearInterval(closing);
        resolve();
      });
      setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs).unref();
    });
    return closed;
  };

  // Of a server on a TCP port it is never null or the name of a pipe.
  const address = server.address() as AddressInfo;
  return {
    url: `https://${isIPv6(host) ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    host,
    certificatePem: tls.cert,
    fingerprint256: new X509Certificate(tls.cert).fingerprint256,
    close,
    [Symbol.asyncDispose]: close,
  };
}
