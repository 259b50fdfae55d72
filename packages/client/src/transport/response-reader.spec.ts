import { decode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { defaultMaxResponseBytes, ResponseReader } from "./response-reader.ts";
import type { TransportResponse } from "./transport.ts";

function read(
  status: number,
  headers: Record<string, string>,
  chunks: readonly Uint8Array[],
): TransportResponse {
  const reader = new ResponseReader(4);
  reader.readHead(status, headers);
  for (const chunk of chunks) reader.readChunk(chunk);
  return reader.finish();
}

const two = Uint8Array.of(1, 2);

test.each([
  { of: "nothing", status: 200, headers: {}, chunks: [], want: [] },
  { of: "the limit", status: 200, headers: {}, chunks: [two, two], want: [1, 2, 1, 2] },
  {
    of: "as long as Content-Length",
    status: 200,
    headers: { "content-length": "2" },
    chunks: [two],
    want: [1, 2],
  },
  {
    of: "the identity encoding",
    status: 200,
    headers: { "content-encoding": "Identity" },
    chunks: [two],
    want: [1, 2],
  },
  {
    of: "a 304 with the length of another response",
    status: 304,
    headers: { "content-length": "4" },
    chunks: [],
    want: [],
  },
])("reads a response: $of", ({ status, headers, chunks, want }) => {
  expect(read(status, headers, chunks)).toEqual({ status, headers, body: Uint8Array.from(want) });
});

test.each([
  { of: "over the limit", headers: {}, chunks: [two, two, two], code: "body-too-large" },
  {
    of: "a Content-Length over the limit",
    headers: { "content-length": "5" },
    chunks: [],
    code: "body-too-large",
  },
  {
    of: "shorter than Content-Length",
    headers: { "content-length": "4" },
    chunks: [two],
    code: "body-truncated",
  },
  { of: "encoded", headers: { "content-encoding": "br" }, chunks: [two], code: "content-encoding" },
])("refuses a response: $of", ({ headers, chunks, code }) => {
  expect(() => read(200, headers, chunks)).toThrow(expect.objectContaining({ code }));
});

test("copies the body, so that the buffers of its chunks can be reused", () => {
  const chunk = Uint8Array.of(1, 2);
  const { body } = read(200, {}, [chunk]);
  chunk.fill(0);
  expect(body).toEqual(two);
});

test("reads by default as many bytes as can be decoded", () => {
  const decodeSpaces = (bytes: number) => () =>
    decode("AsyncStatusResponse", new Uint8Array(bytes).fill(0x20));
  expect(decodeSpaces(defaultMaxResponseBytes)).toThrow(
    expect.objectContaining({ code: "not-well-formed" }),
  );
  expect(decodeSpaces(defaultMaxResponseBytes + 1)).toThrow(
    expect.objectContaining({ code: "too-large" }),
  );
});
