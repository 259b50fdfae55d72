import { expect, test } from "vitest";
import { isTerminal } from "./is-terminal.ts";

test.for([
  ["inProgress", false],
  ["success", true],
  ["fail", true],
  ["unknown", false],
] as const)("%s is terminal: %s", ([status, final]) => {
  expect(isTerminal(status)).toBe(final);
});
