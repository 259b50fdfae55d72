import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server, Socket } from "node:net";

/**
 * Keeps at most `max` connections. Another one replaces the oldest that has sent no request, then the one
 * that is idle for the longest time, then the oldest request: a flood does not shut a new client out.
 */
export function limitConnections(server: Server, max: number): void {
  // By age. A TLS socket and the TCP socket below it have the same address.
  const fresh = new Map<string, Socket>();
  const idle = new Map<string, Socket>();
  const busy = new Map<string, Socket>();
  const states = [fresh, idle, busy];

  const move = (key: string, to: Map<string, Socket>) => {
    for (const from of states) {
      const socket = from.get(key);
      if (!socket) continue;
      from.delete(key);
      to.set(key, socket);
      return;
    }
  };
  // Before the listener that reads the first byte.
  server.prependListener("connection", (socket: Socket) => {
    const key = keyOf(socket);
    if (fresh.size + idle.size + busy.size >= max) {
      const [oldest] = states.flatMap((state) => [...state.entries()].slice(0, 1));
      if (oldest) {
        for (const state of states) state.delete(oldest[0]);
        oldest[1].destroy();
      }
    }
    fresh.set(key, socket);
    socket.once("close", () => {
      for (const state of states) if (state.get(key) === socket) state.delete(key);
    });
  });
  server.prependListener("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const key = keyOf(incoming.socket);
    move(key, busy);
    outgoing.once("close", () => move(key, idle));
  });
}

function keyOf({ remoteAddress, remotePort, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localPort}`;
}
