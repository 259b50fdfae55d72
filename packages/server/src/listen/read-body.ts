import type { IncomingMessage } from "node:http";

/**
 * The body of a request, or undefined when it is larger than `maxBytes`: what has not been read by
 * then stays unread, and the connection open.
 *
 * @throws what the stream fails with when the client goes before the end
 */
export async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  if (Number(incoming.headers["content-length"]) > maxBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) return undefined;
  }
  return Buffer.concat(chunks, size);
}
