import { expect, test } from "vitest";
import { ResponseIntake } from "./response-reader.ts";
import type { TransportResponse } from "./transport.ts";

function takeIn(
  status: number,
  headers: Record<string, string>,
  chunks: readonly Uint8Array[],
): TransportResponse {
  const intake = new ResponseIntake(4);
  intake.head(status, headers);
  for (const chunk of chunks) intake.data(chunk);
  return intake.end();
}

const two = Uint8Array.of(1, 2);

test.each([
  { of: "nothing", status: 200, headers: {}, chunks: [], want: [] },
  { of: "the limit", status: 200, headers: {}, chunks: [two, two], want: [1, 2, 1, 2] },
  {
    of: "what was announced",
    status: 200,
    headers: { "content-length": "2" },
    chunks: [two],
    want: [1, 2],
  },
  {
    of: "no encoding, said",
    status: 200,
    headers: { "content-encoding": "Identity" },
    chunks: [two],
    want: [1, 2],
  },
  { of: "another's length", status: 304, headers: { "content-length": "4" }, chunks: [], want: [] },
])("an answer is taken in: $of", ({ status, headers, chunks, want }) => {
  expect(takeIn(status, headers, chunks)).toEqual({ status, headers, body: Uint8Array.from(want) });
});

test.each([
  { of: "over the limit", headers: {}, chunks: [two, two, two], code: "body-too-large" },
  {
    of: "announced over the limit",
    headers: { "content-length": "5" },
    chunks: [],
    code: "body-too-large",
  },
  {
    of: "less than announced",
    headers: { "content-length": "4" },
    chunks: [two],
    code: "body-truncated",
  },
  { of: "encoded", headers: { "content-encoding": "br" }, chunks: [two], code: "content-encoding" },
])("an answer is refused: $of", ({ headers, chunks, code }) => {
  expect(() => takeIn(200, headers, chunks)).toThrow(expect.objectContaining({ code }));
});

test("a body is a copy: what held its chunks may be used again", () => {
  const chunk = Uint8Array.of(1, 2);
  const { body } = takeIn(200, {}, [chunk]);
  chunk.fill(0);
  expect(body).toEqual(two);
});
