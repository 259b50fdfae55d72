import type { Connection, Handler } from "./handler.ts";
import type { IncomingRequest } from "./incoming-request.ts";

/** A {@link Handler} that is spared making what it does not ask for, and waiting for what is there. */
export type LeanHandler = (
  request: IncomingRequest,
  connection: Connection,
) => Response | Promise<Response>;

/** Makes lean what knows the platform's requests only. */
export function toLean(handler: Handler): LeanHandler {
  return async (request, connection) => {
    // The one method that Node.js passes on and Fetch has not.
    if (request.method === "TRACE") {
      return new Response(null, { status: 501, headers: { connection: "close" } });
    }
    return handler(request.toRequest(), connection);
  };
}
