import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Server } from "node:https";
import type { Duplex } from "node:stream";
import { errorPage } from "../handler/error-page.ts";
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
    else closeAfter(socket, responseOf(status));
  });
}

/** The status for an error of Node.js's HTTP parser; undefined for other errors. */
function statusOf(code: string): number | undefined {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  return code.startsWith("HPE_") ? 400 : undefined;
}

function responseOf(status: number): string {
  const reason = STATUS_CODES[status] ?? "";
  const page = errorPage(status, reason);
  const lines = [
    `HTTP/1.1 ${status} ${reason}`,
    `Date: ${new Date().toUTCString()}`,
    "Connection: close",
    "Content-Type: text/html",
    `Content-Length: ${page.length}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${page}`;
}
