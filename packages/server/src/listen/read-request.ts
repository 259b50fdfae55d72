import type { IncomingMessage } from "node:http";
import { readBody } from "./read-body.ts";
import { requestUrl } from "./request-url.ts";

/**
 * The request that came in, whole; or the status that refuses it, where part of it may be unread.
 *
 * @throws what the stream fails with when the client goes before the end
 */
export async function readRequest(
  incoming: IncomingMessage,
  maxBodyBytes: number,
): Promise<Request | 400 | 413 | 501> {
  const { method = "GET", url: target = "", headersDistinct, rawHeaders } = incoming;
  const url = requestUrl(target, headersDistinct.host);
  if (url === undefined) return 400;
  // The one method that Node.js passes on and Fetch has not.
  if (method === "TRACE") return 501;
  const body = await readBody(incoming, maxBodyBytes);
  if (body === undefined) return 413;
  const hasNone = body.byteLength === 0 || method === "GET" || method === "HEAD";
  const request = new Request(url, { method, body: hasNone ? null : body });
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    // Both are there: names and values alternate.
    request.headers.append(rawHeaders[i] as string, rawHeaders[i + 1] as string);
  }
  return request;
}
