import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Server } from "node:https";
import type { Duplex } from "node:stream";
import { closeAfter } from "./close-after.ts";

/**
 * Answers malformed and slow requests with 400, 408 or 431, and closes the connection on other errors.
 * Node.js does so by default, but can lose the response: see {@link closeAfter}.
 */
export function answerClientErrors(server: Server): void {
  const lastResponse = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (incoming, outgoing) => lastResponse.set(incoming.socket, outgoing));
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    // Further bytes on a connection that has had its last response.
    if (!socket.writable) return;
    const status = statusOf(code);
    const response = lastResponse.get(socket);
    const isResponding = response?.headersSent && !response.writableFinished;
    if (status === undefined || isResponding) socket.destroy();
    else closeAfter(socket, emptyResponse(status));
  });
}

/** The status for an error of Node.js's HTTP parser; undefined for other errors. */
function statusOf(code: string): number | undefined {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code.startsWith("HPE_") ? 400 : undefined;
}

function emptyResponse(status: number): string {
  const date = new Date().toUTCString();
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nDate: ${date}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}
