import type { ServerResponse } from "node:http";
import { type GivenText, TextResponse } from "../fetch/text-response.ts";

/**
 * Sends what a handler answered; its `statusText` has no use, and is not sent.
 *
 * Rejects with what the body fails with; throws what Node.js does where the response cannot be sent.
 * Nothing has been sent by then, unless the handler stated the `Content-Length`.
 */
export function sendResponse(response: Response, outgoing: ServerResponse): void | Promise<void> {
  const given = response instanceof TextResponse ? response.given : undefined;
  return given ? sendText(given, outgoing) : sendAny(response, outgoing);
}

function sendText({ status, headers, text }: GivenText, outgoing: ServerResponse): void {
  const length = Buffer.byteLength(text);
  outgoing.writeHead(status, { ...headers, "content-length": length }).end(text);
}

async function sendAny(response: Response, outgoing: ServerResponse): Promise<void> {
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

/** Resolves when the system has the chunk: a connection that is cut then has still carried it. */
function write(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
