import type { Duplex } from "node:stream";

/** Time limit for a client to close the connection after the last response. */
const lingerMs = 500;

/**
 * Sends the last bytes of a connection; closes it when the client has, or after half a second.
 *
 * Node.js 24 resets a connection that it closes with unread data, and the reset can overtake the
 * response; a TLS socket that it destroys during a write loses what was written after it.
 */
export function closeAfter(socket: Duplex, lastBytes: Buffer | string): void {
  socket.end(lastBytes);
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
