import { expect, test } from "vitest";
import { positionAt } from "./position.ts";

test("lines end with CRLF, CR or LF, and columns count UTF-16 code units", () => {
  const text = "ab\nc\r\nd\r\r😀e";
  const want = [
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 2, 2],
    [6, 3, 1],
    [8, 4, 1],
    [9, 5, 1],
    [11, 5, 3],
    [12, 5, 4],
  ] as const;
  for (const [offset, line, column] of want) {
    expect(positionAt(text, offset)).toEqual({ offset, line, column });
  }
});

test("decodes bytes first, without a byte order mark", () => {
  const bytes = new TextEncoder().encode("\uFEFF<ü>\n<b>");
  expect(positionAt(bytes, 2)).toEqual({ offset: 2, line: 1, column: 3 });
  expect(positionAt(bytes, 4)).toEqual({ offset: 4, line: 2, column: 1 });
});
