import {
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import { finished } from "node:stream";
import { errorPage } from "../handler/error-page.ts";
import type { Connection, Handler } from "../handler/handler.ts";
import { readRequest } from "./read-request.ts";

/**
 * Makes a `node:http` request listener of a handler.
 *
 * An error that the handler throws, or its response's body fails with, goes to `onError`; the client
 * gets a 500, or a cut connection if part of the response was sent. Errors after the client has gone
 * are dropped.
 *
 * This is not `@hono/node-server` or another such bridge: they lose what was written before a
 * connection is cut in the middle of a body, so a fault could not do that, write errors to the
 * console and the client, and do not limit the size of a request.
 */
export function serveRequests(
  handler: Handler,
  maxBodyBytes: number,
  onError: (error: unknown) => void,
): RequestListener {
  return async (incoming, outgoing) => {
    const connection = connectionOf(incoming, outgoing);
    try {
      const request = await readRequest(incoming, maxBodyBytes);
      if (typeof request === "number") return refuse(request, incoming, outgoing);
      const response = await handler(request, connection);
      if (response.type === "error") connection.destroy();
      else await send(response, outgoing);
    } catch (error) {
      if (outgoing.destroyed) return;
      if (outgoing.headersSent) incoming.socket.destroy();
      else writePage(500, outgoing).end();
      onError(error);
    }
  };
}

function connectionOf(incoming: IncomingMessage, outgoing: ServerResponse): Connection {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const { localPort } = incoming.socket;
  return {
    signal: gone.signal,
    ...(localPort !== undefined && { localPort }),
    destroy() {
      outgoing.destroy();
      // A response that is queued behind another one has no socket yet.
      incoming.socket.destroy();
    },
  };
}

/** Sends an error status, reads the rest of the request and closes: see `closeAfter`. */
function refuse(status: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  writePage(status, outgoing.setHeader("connection", "close"));
  finished(incoming.resume(), () => outgoing.end());
}

function writePage(status: number, outgoing: ServerResponse): ServerResponse {
  const page = errorPage(status, STATUS_CODES[status] ?? "");
  const headers = { "content-type": "text/html", "content-length": page.length };
  outgoing.writeHead(status, headers).write(page);
  return outgoing;
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const headers = new Headers(response.headers);
  headers.delete("transfer-encoding");
  if (headers.has("content-length")) {
    outgoing.strictContentLength = true;
    outgoing.writeHead(response.status, [...headers].flat()).flushHeaders();
    for await (const chunk of response.body ?? []) await write(outgoing, chunk);
    outgoing.end();
    return;
  }
  const body = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 204 && response.status !== 304) {
    headers.set("content-length", String(body.byteLength));
  }
  outgoing.writeHead(response.status, [...headers].flat()).end(body);
}

/** Resolves when the system has the chunk: a connection that is cut afterwards has carried it. */
function write(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
