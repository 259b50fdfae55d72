import type { IncomingMessage } from "node:http";

const noBody = Buffer.alloc(0);

/**
 * The body of a request, or undefined when it is larger than `maxBytes`: the rest of it is then
 * still to be read, and the connection open. Not a promise where there is nothing to read.
 *
 * Rejects with what the stream fails with when the client goes before the end.
 */
export function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
): Buffer<ArrayBuffer> | undefined | Promise<Buffer<ArrayBuffer> | undefined> {
  const { "content-length": length = 0, "transfer-encoding": coding } = incoming.headers;
  if (Number(length) > maxBytes) return undefined;
  // Most requests have no body, and reading none to its end costs them a tenth more time.
  if (Number(length) === 0 && coding === undefined) return noBody;
  return readChunks(incoming, maxBytes);
}

async function readChunks(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) return undefined;
  }
  return Buffer.concat(chunks, size);
}
