import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { finished } from "node:stream";
import { goOn } from "../fetch/go-on.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { LeanHandler } from "./lean-handler.ts";
import { type RefusalStatus, readRequest } from "./read-request.ts";
import { sendResponse } from "./send-response.ts";
import { ServerConnection } from "./server-connection.ts";

/**
 * Has a handler answer the requests of a Node.js server.
 *
 * What the handler throws, or the body of its response fails with, goes to `onError`, and the client
 * gets 500; or is cut off, when part of the answer was sent. Once the connection is gone, whatever
 * fails is a consequence of that, and dropped.
 */
export function serveRequests(
  handler: LeanHandler,
  maxBodyBytes: number,
  onError: (error: unknown) => void,
): RequestListener {
  return (incoming, outgoing) => {
    const fail = (error: unknown) => {
      if (outgoing.destroyed) return;
      if (outgoing.headersSent) incoming.socket.destroy();
      else outgoing.writeHead(500, { "content-length": 0 }).end();
      onError(error);
    };
    const answer = (request: IncomingRequest | RefusalStatus) => {
      if (typeof request === "number") return refuse(request, incoming, outgoing);
      return goOn(handler(request, new ServerConnection(incoming, outgoing)), (response) =>
        sendResponse(response, outgoing),
      );
    };
    try {
      const answered = goOn(readRequest(incoming, maxBodyBytes), answer);
      if (answered instanceof Promise) answered.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

/**
 * Answers and closes, once the rest of the request has come in: Node.js 24 resets a connection that
 * it closes with data unread, and the reset may overtake the answer.
 */
function refuse(status: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { connection: "close", "content-length": 0 }).flushHeaders();
  finished(incoming.resume(), () => outgoing.end());
}
