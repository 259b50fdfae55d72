import { once } from "node:events";
import { createServer, connect as dial, type Socket } from "node:net";

/** A proxy of a server that cuts connections. */
export interface CuttingProxy {
  readonly port: number;
  /** Cuts the next connection that commits: before the server receives it, or before the client has the response. */
  cutCommit(when: "before" | "after"): void;
  close(): Promise<void>;
}

/** Starts a proxy on the loopback interface. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let cut: "before" | "after" | undefined;
  const server = createServer((client) => {
    const upstream = dial(serverPort, "127.0.0.1");
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    let isMute = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (data) => {
      if (cut && data.includes("COMMIT")) {
        if (cut === "before") end();
        else isMute = true;
        cut = undefined;
      }
      upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (isMute) end();
      else client.write(data);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    cutCommit(when) {
      cut = when;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
