import type { Server } from "node:https";
import type { TLSSocket } from "node:tls";

/** The state of a socket's write buffer, and since when it is unchanged. */
interface Backlog {
  readonly waiting: number;
  readonly written: number;
  readonly sinceMs: number;
}

/** Closes connections whose client leaves part of a response unread for `timeoutMs`. */
export function limitWrites(server: Server, timeoutMs: number, checkIntervalMs: number): void {
  const backlogs = new Map<TLSSocket, Backlog>();
  server.on("secureConnection", (socket) => {
    backlogs.set(socket, backlogOf(socket));
    socket.once("close", () => backlogs.delete(socket));
  });
  const timer = setInterval(() => {
    for (const [socket, before] of backlogs) {
      const now = backlogOf(socket);
      const isStuck = now.waiting > 0 && now.waiting === before.waiting;
      if (!isStuck || now.written !== before.written) backlogs.set(socket, now);
      else if (now.sinceMs - before.sinceMs >= timeoutMs) socket.destroy();
    }
  }, checkIntervalMs).unref();
  server.once("close", () => clearInterval(timer));
}

function backlogOf({ writableLength, bytesWritten }: TLSSocket): Backlog {
  return { waiting: writableLength, written: bytesWritten, sinceMs: performance.now() };
}
