import { expect, test } from "vitest";
import { printable, printableJson } from "./printable.ts";

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

test.each([undefined, 2])(
  "JSON with indent %s has no character with an effect, and means the same",
  (space) => {
    const value = { text: "\u009b31m \u202eevil\u2028 \u007f \x1b[2K 漢 😀", list: [1, null] };
    const json = printableJson(value, space);
    expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(JSON.parse(json)).toEqual(value);
  },
);
