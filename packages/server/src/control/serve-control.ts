import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toLean } from "../listen/lean-handler.ts";
import { serveRequests } from "../listen/serve-requests.ts";
import { type Controlled, createControl, respondError } from "./create-control.ts";
import { refusePages } from "./refuse-pages.ts";

/** Where the control interface listens. */
export interface ControlOptions {
  /** @default 0, a free port */
  readonly port?: number;
  /** Told what the server fails with. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/** A control interface that listens. */
export interface ControlListener {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Stops listening, and cuts what is under way. May be called again. */
  close(): Promise<void>;
}

// A snapshot of a device with a hundred actors and as many tokens is a tenth of that.
const maxBodyBytes = 4 * 1024 * 1024;

/**
 * Serves the control interface of a device over plain HTTP, on the loopback interface only.
 *
 * @throws what Node.js says where it cannot listen, such as of a port that is taken
 */
export async function serveControl(
  controlled: Controlled,
  { port = 0, onError = console.error }: ControlOptions = {},
): Promise<ControlListener> {
  const control = createControl(controlled);
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
    serveRequests(toLean(guarded), maxBodyBytes, onError),
  );
  server.maxConnections = 100;
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
  // Of a server on a TCP port it is never null or the name of a pipe.
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close };
}
