import { expect, test } from "vitest";
import { printable } from "./printable.ts";

test.each([
  ["plain text, ä, 漢, 😀", "plain text, ä, 漢, 😀"],
  ["\x1b[2Kgone", "\\u001B[2Kgone"],
  ["a\r\nb", "a\\u000D\\u000Ab"],
  ["\u202eevil", "\\u202Eevil"],
  ["\u009b31m", "\\u009B31m"],
  ["\u2066x\u2069", "\\u2066x\\u2069"],
])("%j is printed as %j", (given, want) => {
  expect(printable(given)).toBe(want);
});
