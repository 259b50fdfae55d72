import { type RequestListener, type ServerResponse, STATUS_CODES } from "node:http";
import type { Server } from "node:https";
import type { Duplex } from "node:stream";
import { endGently } from "./end-gently.ts";

/**
 * Has a server answer requests by `serve`, and by itself what is not a request, or comes too slowly;
 * and hang up on other failures of a client. Node.js does so without, but may lose the answer: see
 * `endGently`.
 */
export function answerRequests(server: Server, serve: RequestListener): void {
  const lastResponse = new WeakMap<Duplex, ServerResponse>();
  // One listener for all: a second one costs each request a twentieth of its time.
  server.on("request", (incoming, outgoing) => {
    lastResponse.set(incoming.socket, outgoing);
    serve(incoming, outgoing);
  });
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    // What else comes on a connection that has its last answer.
    if (!socket.writable) return;
    const status = statusOf(code);
    const response = lastResponse.get(socket);
    const isAnswering = response?.headersSent && !response.writableFinished;
    if (status === undefined || isAnswering) socket.destroy();
    else endGently(socket, lastAnswer(status));
  });
}

/** The status for an error of Node.js's HTTP parser; other errors are of the connection. */
function statusOf(code: string): number | undefined {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code.startsWith("HPE_") ? 400 : undefined;
}

function lastAnswer(status: number): string {
  const date = new Date().toUTCString();
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nDate: ${date}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}
