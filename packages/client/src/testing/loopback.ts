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

/** Creates a certificate for 127.0.0.1 and localhost, self-signed or signed by `ca`. */
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

/** A server on 127.0.0.1 that is closed when the test ends. */
export interface Peer {
  readonly url: URL;
  /** Everything received, decrypted if it is a TLS server. */
  received(): string;
  /** The number of connections. */
  connections(): number;
  /** Ends every connection with a TCP reset. */
  reset(): void;
  /** Resolves once every connection has ended. */
  disconnected(): Promise<void>;
}

/** Called for the head of each request; `nth` counts them over all connections from 1. */
export type Respond = (socket: Socket, nth: number) => void;

/** Starts a TLS server that responds by `respond`. */
export async function tlsPeer(
  shown: Identity,
  respond: Respond = (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
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
      while (heads < complete) respond(socket, ++heads);
    });
  });
  return { ...(await listen(server)), server, received: () => received };
}

/** Starts a TCP server. */
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

/** Returns a URL of a closed port on 127.0.0.1. */
export async function closedPort(): Promise<URL> {
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
