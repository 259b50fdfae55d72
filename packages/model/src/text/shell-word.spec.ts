import { expect, test } from "vitest";
import { shellWord } from "./shell-word.ts";

test.each([
  ["192.0.2.1:8443", "192.0.2.1:8443"],
  ["[2001:db8::2]", "[2001:db8::2]"],
  ["/home/a b/x.json", "'/home/a b/x.json'"],
  ["it's", "'it'\\''s'"],
  ["", "''"],
])("quotes %s as %s", (given, want) => {
  expect(shellWord(given)).toBe(want);
});
