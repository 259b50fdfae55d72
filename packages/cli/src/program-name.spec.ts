import { expect, test } from "vitest";
import { programName } from "./program-name.ts";

test.each([
  [{}, "asyncstatus"],
  [{ npm_lifecycle_event: "asyncstatus" }, "npx -y pnpm@12 -s asyncstatus"],
  [{ npm_lifecycle_event: "npx", npm_command: "exec" }, "npx asyncstatus"],
])("with %j, the program is called %s", (env, want) => {
  expect(programName({ env })).toBe(want);
});
