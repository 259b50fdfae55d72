import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What becomes of the connections that come. */
export type FrontMode =
  | { readonly kind: "to"; readonly port: number }
  /** Nobody listens. */
  | { readonly kind: "refuses" }
  /** Who listens answers every handshake with an alert. */
  | { readonly kind: "fails the handshake" };

// A fatal alert of TLS 1.2, as it goes over the wire: no common parameters (RFC 5246, 7.2.2).
const handshakeFailure = Buffer.from([0x15, 3, 3, 0, 2, 2, 40]);

/** A port that hands connections on, until it is told to treat them otherwise. */
export class SocketFront {
  readonly #server = createServer((socket) => this.#receive(socket));
  readonly #sockets = new Set<Socket>();
  #mode: FrontMode;
  #port = 0;

  constructor(mode: FrontMode) {
    this.#mode = mode;
  }

  get port(): number {
    return this.#port;
  }

  /** How many connections nobody has ended, a second after they should be. */
  async openInTheEnd(): Promise<number> {
    for (let tries = 0; this.#sockets.size > 0 && tries < 100; tries++) await sleep(10);
    return this.#sockets.size;
  }

  async listen(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    // A server on a TCP port has an address that is neither null nor a name.
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection, and treats those to come otherwise. */
  async become(mode: FrontMode): Promise<void> {
    const ended = [...this.#sockets].map((socket) => once(socket, "close"));
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(ended);
    this.#mode = mode;
    if (mode.kind === "refuses") await this.close();
    else if (!this.#server.listening) await this.listen();
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #receive(socket: Socket): void {
    this.#keep(socket);
    if (this.#mode.kind !== "to") {
      socket.once("data", () => socket.end(handshakeFailure));
      return;
    }
    const onward = connect(this.#mode.port, "127.0.0.1");
    this.#keep(onward);
    socket.pipe(onward).pipe(socket);
    socket.once("close", () => onward.destroy());
    onward.once("close", () => socket.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => this.#sockets.delete(socket));
  }
}
