import type { Duplex } from "node:stream";

/** How long a client that was given its last answer may take to hang up. */
const lingerMs = 500;

/**
 * Sends the last answer of a connection, and closes it when the client has, or soon after.
 *
 * Node.js 24 resets a connection that it closes with data unread, and the reset may overtake the
 * answer; and one that it destroys while TLS has a write under way loses what was written after it.
 */
export function endGently(socket: Duplex, lastAnswer: Buffer | string): void {
  socket.end(lastAnswer);
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
