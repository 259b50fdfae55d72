import type { Transport } from "@asyncstatus/client";
import type { World } from "./world.ts";

type Send = Transport["request"];

/** Passes the requests of the commands that start from now on to a function. @returns A function that ends it. */
export function interceptRequests(
  { io }: Pick<World, "io">,
  intercept: (request: Parameters<Send>[0], send: Send) => ReturnType<Send>,
): () => void {
  const { openTransport } = io;
  const intercepting: typeof openTransport = async (tls) => {
    const transport = await openTransport(tls);
    return {
      request: (request) => intercept(request, (sent) => transport.request(sent)),
      close: () => transport.close(),
    };
  };
  Object.assign(io, { openTransport: intercepting });
  return () => Object.assign(io, { openTransport });
}
