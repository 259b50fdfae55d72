import { expect, test } from "vitest";
import type { OperationState } from "../gen/types.ts";
import { describeOperationState, isTerminal } from "./operation-state.ts";

const table: readonly (readonly [OperationState | undefined, string])[] = [
  [undefined, "no asynchronous request"],
  [{ operation: "save", status: "inProgress" }, "save in progress"],
  [{ operation: "activate", status: "success" }, "activate succeeded"],
  [{ operation: "activate", status: "fail" }, "activate failed"],
  [{ operation: "verify", status: "fail", errorMessage: "2 errors" }, "verify failed: 2 errors"],
  [{ operation: "unknown", status: "success", raw: { operation: "purge" } }, "purge succeeded"],
  [
    { operation: "save", status: "unknown", raw: { status: "paused" } },
    'save has the unknown status "paused"',
  ],
];

test.for(table)("%j is: %s", ([state, sentence]) => {
  expect(describeOperationState(state)).toBe(sentence);
});

test.for([
  ["inProgress", false],
  ["success", true],
  ["fail", true],
  ["unknown", false],
] as const)("%s is terminal: %s", ([status, final]) => {
  expect(isTerminal(status)).toBe(final);
});
