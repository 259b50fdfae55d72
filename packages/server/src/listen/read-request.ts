import type { IncomingMessage } from "node:http";

/**
 * Reads a whole request. Returns the status that refuses it instead if its URL is invalid or the
 * client goes before its end (400), or its body is too large (413).
 */
export async function readRequest(
  incoming: IncomingMessage,
  maxBodyBytes: number,
): Promise<Request | 400 | 413> {
  const { method = "GET", url: target = "", headersDistinct, rawHeaders } = incoming;
  const url = requestUrl(target, headersDistinct.host);
  if (url === undefined) return 400;
  const body = await readBody(incoming, maxBodyBytes).catch(() => 400 as const);
  if (typeof body === "number") return body;
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    headers.append(rawHeaders[i] as string, rawHeaders[i + 1] as string);
  }
  // The Fetch standard allows no body for GET and HEAD, and no TRACE at all.
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  if (method !== "TRACE") return new Request(url, { method, headers, body });
  return Object.defineProperty(new Request(url, { headers }), "method", { value: method });
}

/** Reads a body; the rest of one that is larger than `maxBytes` stays unread, and the connection open. */
async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer> | 413> {
  const { "content-length": length = 0, "transfer-encoding": coding } = incoming.headers;
  if (Number(length) > maxBytes) return 413;
  // Most requests have no body, and reading an empty one would take a sixth of their time.
  if (Number(length) === 0 && coding === undefined) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) return 413;
  }
  return Buffer.concat(chunks, size);
}

/** `host` and `port` of RFC 3986 without percent-encoding: nothing that could add a user or a path. */
const authority = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/**
 * Builds the URL of a request from its target and its one `Host` header; undefined if they do not
 * make a URL on that host (RFC 9112, sections 3.2 and 3.3).
 */
export function requestUrl(target: string, hosts: readonly string[] = []): string | undefined {
  const [host] = hosts;
  if (host === undefined || hosts.length > 1 || !authority.test(host)) return undefined;
  const origin = URL.parse(`https://${host}`)?.origin;
  if (origin === undefined) return undefined;
  // Joined as text: as a relative reference, a target such as "//elsewhere/" would name a host.
  if (target.startsWith("/")) return URL.parse(`${origin}${target}`)?.href;
  // The absolute form, which every server has to accept.
  const url = URL.parse(target);
  return url?.origin === origin && url.username === "" && url.password === ""
    ? url.href
    : undefined;
}
