import type { Connection } from "../listen/handler.ts";
import type { AskedRequest } from "./asked-request.ts";

/**
 * Answers a request on its connection, at once where there is nothing to wait for. A network error is
 * `Response.error()`.
 */
export type Answer = (
  request: AskedRequest,
  connection: Connection,
) => Response | Promise<Response>;
