import { expect, test } from "vitest";
import { escapeForTerminal, jsonForTerminal } from "./escape-for-terminal.ts";

test.each([
  {
    name: "printable text",
    given: "plain text, ä, 漢, 😀 C:\\x",
    want: "plain text, ä, 漢, 😀 C:\\x",
  },
  { name: "an escape sequence", given: "\x1b[2Kgone", want: "\\u001b[2Kgone" },
  { name: "line breaks", given: "a\r\nb", want: "a\\u000d\\u000ab" },
  { name: "NUL", given: "\0", want: "\\u0000" },
  { name: "DEL", given: "\x7f", want: "\\u007f" },
  { name: "a C1 control sequence", given: "\u009b31m", want: "\\u009b31m" },
  { name: "NEL", given: "\u0085", want: "\\u0085" },
  { name: "a right-to-left override", given: "\u202eevil", want: "\\u202eevil" },
  { name: "an isolate", given: "\u2066x\u2069", want: "\\u2066x\\u2069" },
  { name: "direction marks", given: "\u061c\u200e\u200f", want: "\\u061c\\u200e\\u200f" },
  { name: "a zero-width space", given: "a\u200bb", want: "a\\u200bb" },
  { name: "a byte order mark", given: "\ufeff", want: "\\ufeff" },
  { name: "line and paragraph separators", given: "\u2028\u2029", want: "\\u2028\\u2029" },
  { name: "an invisible tag", given: "\u{e0041}", want: "\\udb40\\udc41" },
  { name: "fillers and selectors", given: "a\u3164\u034f\ufe0fb", want: "a\\u3164\\u034f\\ufe0fb" },
  { name: "a lone surrogate", given: "\ud800", want: "\\ud800" },
])("escapes $name", ({ given, want }) => {
  expect(escapeForTerminal(given)).toBe(want);
});

test("escapes what the runner of GitHub Actions reads as a command", () => {
  expect(escapeForTerminal("a ##[add-mask]b ###[c]")).toBe("a \\u0023#[add-mask]b #\\u0023#[c]");
});

test.each([undefined, 2])(
  "JSON with indentation %s is safe and parses to the same value",
  (space) => {
    const value = {
      text: "\u009b31m \u202eevil\u2028 \x7f \x1b[2K \u{e0041} 漢 😀",
      list: [1, null],
    };
    const json = jsonForTerminal(value, space);
    expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(JSON.parse(json)).toEqual(value);
  },
);
