import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Treatment of new connections. */
export type ProxyMode =
  | { readonly kind: "forward"; readonly port: number }
  | { readonly kind: "refuse" }
  | { readonly kind: "fail-handshake" };

// A fatal TLS 1.2 alert, handshake_failure (RFC 5246, 7.2.2).
const handshakeFailure = Buffer.from([0x15, 3, 3, 0, 2, 2, 40]);

/** TCP proxy whose mode can be changed. */
export class TcpProxy {
  readonly #server = createServer((socket) => this.#receive(socket));
  readonly #sockets = new Set<Socket>();
  #mode: ProxyMode;
  #port = 0;

  constructor(mode: ProxyMode) {
    this.#mode = mode;
  }

  get port(): number {
    return this.#port;
  }

  /** Returns the number of connections that are open after at most one second. */
  async openConnections(): Promise<number> {
    for (let tries = 0; this.#sockets.size > 0 && tries < 100; tries++) await sleep(10);
    return this.#sockets.size;
  }

  async listen(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    // The address of a TCP server is neither null nor a string.
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Closes all connections, and changes the mode for new ones. */
  async setMode(mode: ProxyMode): Promise<void> {
    const closed = [...this.#sockets].map((socket) => once(socket, "close"));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
    this.#mode = mode;
    if (mode.kind === "refuse") await this.close();
    else if (!this.#server.listening) await this.listen();
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #receive(socket: Socket): void {
    this.#track(socket);
    if (this.#mode.kind !== "forward") {
      socket.once("data", () => socket.end(handshakeFailure));
      return;
    }
    const upstream = connect(this.#mode.port, "127.0.0.1");
    this.#track(upstream);
    socket.pipe(upstream).pipe(socket);
    socket.once("close", () => upstream.destroy());
    upstream.once("close", () => socket.destroy());
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => this.#sockets.delete(socket));
  }
}
