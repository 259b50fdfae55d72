import { expect, test } from "vitest";
import { programName, shellWord } from "./program-name.ts";

test.each([
  [{}, "asyncstatus"],
  [{ npm_lifecycle_event: "asyncstatus" }, "npx -y pnpm@12 -s asyncstatus"],
  [{ npm_lifecycle_event: "npx", npm_command: "exec" }, "npx asyncstatus"],
])("with %j, the program is called %s", (env, want) => {
  expect(programName({ env })).toBe(want);
});

test.each([
  ["192.0.2.1:8443", "192.0.2.1:8443"],
  ["[2001:db8::2]", "[2001:db8::2]"],
  ["/home/a b/x.json", "'/home/a b/x.json'"],
  ["it's", "'it'\\''s'"],
  ["", "''"],
])("quotes %s as %s", (given, want) => {
  expect(shellWord(given)).toBe(want);
});
