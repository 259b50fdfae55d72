import type { Connection } from "../handler/handler.ts";
import type { Fault } from "./fault.ts";

const defaultHugeBytes = 16 * 1024 * 1024;
const chunkBytes = 64 * 1024;

/** The first part of a body, after which the connection ends. */
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
        // As `fetch` fails where the connection ends too early.
        controller.error(new TypeError("terminated"));
      }
      sent = true;
    },
  });
}

/** What such a page shows of a request, its secret included. */
const echoed = ["host", "user-agent", "authorization"];

/** A page that somebody between the client and the device shows, with status 200. */
export function garbagePage(headers: Pick<Headers, "get">): Response {
  const echo = echoed.map((name) => `<p>${name}: ${asText(headers.get(name) ?? "")}</p>`);
  const page = `<!DOCTYPE html><html><body><h1>It works!</h1>${echo.join("")}</body></html>`;
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
}

function asText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Some bytes that are given, as a body. */
export function theseBytes(given: Extract<Fault, { fault: "bytes" }>): Response {
  const { base64, contentType = "application/xml", contentEncoding } = given;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(bytes, {
    headers: {
      "content-type": contentType,
      ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
    },
  });
}

/** A document that goes on and on; made as it is read. */
export function hugeBody(bytes = defaultHugeBytes): Response {
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
