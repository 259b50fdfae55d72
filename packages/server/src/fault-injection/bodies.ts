import type { Fault } from "../device/faults/fault.ts";
import type { Connection } from "../handler/handler.ts";

const defaultHugeBytes = 16 * 1024 * 1024;
const chunkBytes = 64 * 1024;

/** Creates a body that resets the connection after its first part. */
export function partThenReset(
  part: Uint8Array<ArrayBuffer>,
  connection: Connection,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (!sent) controller.enqueue(part);
      else {
        connection.destroy();
        // The error of `fetch` for a connection that ends too early.
        controller.error(new TypeError("terminated"));
      }
      sent = true;
    },
  });
}

/** The request headers that a debugging proxy repeats, with a secret among them. */
const repeatedHeaders = ["host", "user-agent", "authorization"];

/** Creates an HTML page as a proxy might return it, with status 200. */
export function garbagePage(headers: Pick<Headers, "get">): Response {
  const repeated = repeatedHeaders.map(
    (name) => `<p>${name}: ${escapeHtml(headers.get(name) ?? "")}</p>`,
  );
  const page = `<!DOCTYPE html><html><body><h1>It works!</h1>${repeated.join("")}</body></html>`;
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Creates a response with the given bytes as its body. */
export function bytesResponse(fault: Extract<Fault, { fault: "bytes" }>): Response {
  const { base64, contentType = "application/xml", contentEncoding } = fault;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(bytes, {
    headers: {
      "content-type": contentType,
      ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
    },
  });
}

/** Creates a response with a very long document, which is generated as it is read. */
export function hugeResponse(bytes = defaultHugeBytes): Response {
  const start = new TextEncoder().encode("<response><data>").subarray(0, bytes);
  let left = bytes;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const chunk = left === bytes ? start : new Uint8Array(Math.min(chunkBytes, left)).fill(0x20);
      controller.enqueue(chunk);
      left -= chunk.length;
      if (left === 0) controller.close();
    },
  });
  const headers = { "content-type": "application/xml", "content-length": `${bytes}` };
  return new Response(body, { headers });
}
