import type { Server } from "node:https";
import type { Socket } from "node:net";
import { endGently } from "./end-gently.ts";
import { type PlainAnswer, upgradeRequired } from "./upgrade-required.ts";

/** The first byte of a TLS handshake: its record type (RFC 8446, section 5.1). */
const tlsHandshake = 0x16;

/** The first character of every registered method. */
const methodStart = /^[A-Z]/;

/**
 * Has a server answer 426 where plain HTTP is spoken to it, and hang up where neither that nor TLS
 * is, or nothing for `timeoutMs`.
 */
export function refusePlainHttp(server: Server, answer: PlainAnswer, timeoutMs: number): void {
  // A TLS server takes connections up by a listener of its own; here it waits for the first byte.
  // Handing connections over from a server in front would leave this one not listening, and then
  // Node.js does not check the time limits of its requests.
  const takeUp = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const timer = setTimeout(() => socket.destroy(), timeoutMs).unref();
    // A reset is no error of the server's.
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      clearTimeout(timer);
      if (bytes[0] === tlsHandshake) {
        socket.pause();
        socket.unshift(bytes);
        for (const listener of takeUp) listener.call(server, socket);
      } else if (methodStart.test(bytes.toString("latin1"))) {
        endGently(socket, upgradeRequired(answer, bytes, new Date()));
      } else {
        socket.destroy();
      }
    });
  });
}
