import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, isIPv6, type Socket } from "node:net";
import type { Handler } from "../handler/handler.ts";
import { type Certificate, createCertificateFor } from "../tls/self-signed-certificate.ts";
import { answerClientErrors } from "./answer-client-errors.ts";
import { limitConnections } from "./limit-connections.ts";
import { limitWrites } from "./limit-writes.ts";
import { refusePlainHttp, type UpgradeRequiredBody } from "./refuse-plain-http.ts";
import { serveRequests } from "./serve-requests.ts";

/** The address, certificate and limits of a server. */
export interface ListenOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** @default 0, a free port */
  readonly port?: number;
  /** @default a new self-signed one for `host` and the loopback interface */
  readonly tls?: Certificate;
  /** The body of the 426 response to plain HTTP. */
  readonly upgradeRequired?: UpgradeRequiredBody;
  /** A larger request body is answered with 413. @default 65,536 */
  readonly maxBodyBytes?: number;
  /**
   * Above this number, a new connection replaces the oldest one that hasn't sent a request.
   *
   * @default 1,000, or 4 for each port if that is more
   */
  readonly maxConnections?: number;
  /** Time limit for the first byte, and then for the TLS handshake. @default 2,000 */
  readonly handshakeTimeoutMs?: number;
  /** Time limit for the head of a request. @default 2,000 */
  readonly headersTimeoutMs?: number;
  /** Time limit for a whole request. @default 4,000 */
  readonly requestTimeoutMs?: number;
  /** Time limit for a client to read written data. @default 3,000 */
  readonly writeTimeoutMs?: number;
  /** Interval of the checks of the time limits of requests and responses. @default 500 */
  readonly checkIntervalMs?: number;
  /** Time limit for an idle connection; longer than the interval of polls. @default 60,000 */
  readonly keepAliveTimeoutMs?: number;
  /** Time limit for requests in progress after `close()`. @default 500 */
  readonly graceMs?: number;
  /** Called with errors of the handler and of the server. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/** A listening server. */
export interface Listener extends AsyncDisposable {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly host: string;
  /** The certificate, for clients to use as their CA. */
  readonly certificatePem: string;
  /** SHA-256 of the certificate, such as `AB:CD:…`, for clients that pin it. */
  readonly fingerprint256: string;
  /** Presents another certificate to new connections, and closes those that are idle. */
  useCertificate(certificate: Certificate): void;
  /** Stops listening, waits for requests in progress, then cuts the rest. Can be called again. */
  close(): Promise<void>;
}

/** A larger head of a request is answered with 431. */
const maxHeadBytes = 16 * 1024;

/** A connection is closed after so many requests, as by a device's web server. */
const maxRequestsPerConnection = 99;

const minConnections = 1_000;

/** Some clients use more than one connection. */
const connectionsPerPort = 4;

/** Interval in which idle connections are closed after `close()`. */
const closingIntervalMs = 10;

/**
 * Serves a handler over HTTPS; plain HTTP on the same port is answered with 426.
 *
 * @throws the error of Node.js if it cannot listen, such as `EADDRINUSE`
 */
export function listen(handler: Handler, options: ListenOptions = {}): Promise<Listener> {
  return listenOnPorts([handler], options);
}

/** A server that listens on several ports. */
export interface PortsListener extends Listener {
  /** The origin of each handler, in their order. */
  readonly urls: readonly string[];
}

/**
 * Serves each handler on a port of its own, with one certificate and shared limits. With a `port`, it is
 * that of the first handler, and the next ones follow.
 *
 * @throws the error of Node.js if it cannot listen, such as `EADDRINUSE`
 */
export async function listenOnPorts(
  handlers: readonly [Handler, ...Handler[]],
  options: ListenOptions = {},
): Promise<PortsListener> {
  const {
    host = "127.0.0.1",
    port = 0,
    tls = await createCertificateFor(host),
    upgradeRequired = { contentType: "text/plain", body: "HTTPS only\n" },
    maxBodyBytes = 64 * 1024,
    maxConnections = Math.max(minConnections, connectionsPerPort * handlers.length),
    handshakeTimeoutMs = 2000,
    headersTimeoutMs = 2000,
    requestTimeoutMs = 4000,
    writeTimeoutMs = 3000,
    checkIntervalMs = 500,
    keepAliveTimeoutMs = 60_000,
    graceMs = 500,
    onError = console.error,
  } = options;

  const byPort = new Map<number | undefined, Handler>();
  const handler: Handler = (request, connection) =>
    (byPort.get(connection.localPort) ?? handlers[0])(request, connection);
  const server = createServer(
    {
      key: tls.key,
      cert: tls.cert,
      handshakeTimeout: handshakeTimeoutMs,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      maxHeaderSize: maxHeadBytes,
    },
    serveRequests(handler, maxBodyBytes, onError),
  );
  server.maxRequestsPerSocket = maxRequestsPerConnection;
  refusePlainHttp(server, upgradeRequired, handshakeTimeoutMs);
  limitWrites(server, writeTimeoutMs, checkIntervalMs);
  answerClientErrors(server);
  limitConnections(server, maxConnections);

  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  // One TLS server for all ports: its secure context and its timers exist once.
  const others = handlers
    .slice(1)
    .map(() => createTcpServer({ noDelay: true }, (socket) => server.emit("connection", socket)));
  const all = [server, ...others];
  const closeAll = () => {
    for (const one of all) one.close();
  };
  const listening = await Promise.allSettled(
    // Async, because a port above 65535 throws at once.
    all.map(async (one, index) => {
      one.listen({ host, port: port === 0 ? 0 : port + index });
      await once(one, "listening");
    }),
  );
  const failed = listening.find((one) => one.status === "rejected");
  if (failed) {
    closeAll();
    throw failed.reason;
  }
  for (const one of all) one.on("error", onError);
  // A server on a TCP port has neither null nor the name of a pipe as its address.
  const ports = all.map((one) => (one.address() as AddressInfo).port);
  for (const [index, one] of handlers.entries()) byPort.set(ports[index], one);

  let closed: Promise<void> | undefined;
  const closeWithin = async (ms: number) => {
    // Node.js leaves a connection open whose last request ends after `close()`.
    const closing = setInterval(() => server.closeIdleConnections(), closingIntervalMs);
    const allClosed = Promise.all(all.map((one) => once(one, "close")));
    closeAll();
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, ms).unref();
    await allClosed;
    clearInterval(closing);
  };
  const close = (): Promise<void> => {
    closed ??= closeWithin(graceMs);
    return closed;
  };

  const [first = 0] = ports;
  const urlOf = (one: number) => `https://${isIPv6(host) ? `[${host}]` : host}:${one}`;
  return {
    url: urlOf(first),
    urls: ports.map(urlOf),
    port: first,
    host,
    certificatePem: tls.cert,
    fingerprint256: new X509Certificate(tls.cert).fingerprint256,
    useCertificate({ key, cert }) {
      server.setSecureContext({ key, cert });
      server.closeIdleConnections();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
