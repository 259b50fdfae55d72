import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AssembledDevice } from "../embed/assemble.ts";
import { limitConnections } from "../listen/limit-connections.ts";
import { serveRequests } from "../listen/serve-requests.ts";
import { createControl, respondError } from "./create-control.ts";
import { refusePages } from "./refuse-pages.ts";

/** A listening control interface. */
export interface ControlListener {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops listening and cuts requests in progress. Can be called again. */
  close(): Promise<void>;
}

// Ten times the snapshot of a device with a hundred actors and as many tokens.
const maxBodyBytes = 4 * 1024 * 1024;

/**
 * Serves the control interface of a device over plain HTTP, on the loopback interface only.
 *
 * @throws the error of Node.js if it cannot listen, such as `EADDRINUSE`
 */
export async function serveControl(
  assembled: AssembledDevice,
  port: number,
  onError: (error: unknown) => void,
): Promise<ControlListener> {
  const control = createControl(assembled);
  const guarded = (request: Request) => {
    try {
      refusePages(request);
    } catch (error) {
      return respondError(error);
    }
    return control(request);
  };
  const server = createServer(
    {
      headersTimeout: 2_000,
      requestTimeout: 4_000,
      connectionsCheckingInterval: 500,
      maxHeaderSize: 16 * 1024,
    },
    serveRequests(guarded, maxBodyBytes, onError),
  );
  limitConnections(server, 100);
  server.listen({ host: "127.0.0.1", port });
  await once(server, "listening");
  server.on("error", onError);

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };
  // A server on a TCP port has neither null nor the name of a pipe as its address.
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close };
}
