import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import {
  createServer as createTlsServer,
  type Server as TlsServer,
  type TlsOptions as TlsServerOptions,
} from "node:tls";
import { generate } from "selfsigned";
import { onTestFinished } from "vitest";

export interface Identity {
  readonly key: string;
  readonly cert: string;
  readonly fingerprint256: string;
}

/** A certificate for 127.0.0.1 and localhost, signed by itself or by `ca`. */
export async function identity(
  options: { ca?: Identity; name?: string; authority?: boolean; expired?: boolean } = {},
): Promise<Identity> {
  const { ca, name = "localhost", authority = false, expired = false } = options;
  const pem = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    ...(ca && { ca: { key: ca.key, cert: ca.cert } }),
    ...(authority && { extensions: [{ name: "basicConstraints", cA: true, critical: true }] }),
    ...(expired && {
      notBeforeDate: new Date("2020-01-01"),
      notAfterDate: new Date("2020-02-01"),
    }),
  });
  const { fingerprint256 } = new X509Certificate(pem.cert);
  return { key: pem.private, cert: pem.cert, fingerprint256 };
}

/** A server on a port of 127.0.0.1, gone when the test ends. */
export interface Peer {
  readonly url: URL;
  /** Everything that came: behind TLS, decrypted. */
  received(): string;
  /** How many connections were made. */
  connections(): number;
  /** Ends every connection with a TCP reset. */
  reset(): void;
  /** Resolves once every connection has ended. */
  disconnected(): Promise<void>;
}

/** What is done when a request's head has come; `nth` counts the heads of all connections from 1. */
export type Answer = (socket: Socket, nth: number) => void;

/** A peer that speaks TLS, and then whatever `answer` writes. */
export async function tlsPeer(
  shown: Identity,
  answer: Answer = (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
  options: TlsServerOptions = {},
): Promise<Peer & { readonly server: TlsServer }> {
  const server = createTlsServer({ key: shown.key, cert: shown.cert, ...options });
  server.on("tlsClientError", () => {});
  let received = "";
  let heads = 0;
  server.on("secureConnection", (socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
      const complete = received.split("\r\n\r\n").length - 1;
      while (heads < complete) answer(socket, ++heads);
    });
  });
  return { ...(await listen(server)), server, received: () => received };
}

/** A peer that speaks whatever `onConnection` writes. */
export async function tcpPeer(onConnection: (socket: Socket) => void): Promise<Peer> {
  let received = "";
  const server = createServer((socket) => {
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
    });
    onConnection(socket);
  });
  return { ...(await listen(server)), received: () => received };
}

/** A URL of 127.0.0.1 where nobody listens. */
export async function nobody(): Promise<URL> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = urlOf(server);
  server.close();
  await once(server, "close");
  return url;
}

async function listen(server: Server): Promise<Omit<Peer, "received">> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return {
    url: urlOf(server),
    connections: () => connections,
    reset() {
      for (const socket of open) socket.resetAndDestroy();
    },
    async disconnected() {
      for (const socket of open) await once(socket, "close");
    },
  };
}

function urlOf(server: Server): URL {
  // A server that listens on a port has an address that is neither null nor text.
  const { port } = server.address() as AddressInfo;
  return new URL(`https://127.0.0.1:${port}/rest/v1.2/admin/asyncstatus`);
}
