import { expect, test } from "vitest";
import { type ExitReason, exitCodes, worstOf } from "./exit-codes.ts";

test.each<[ExitReason[], ExitReason]>([
  [[], "succeeded"],
  [["succeeded", "succeeded"], "succeeded"],
  [["succeeded", "unreachable"], "unreachable"],
  [["unreachable", "locked"], "locked"],
  [["stillRunning", "unknown"], "unknown"],
  [["failed", "unknown"], "failed"],
  [["failed", "interrupted"], "interrupted"],
])("the worst of %j is %s", (given, want) => {
  expect(worstOf(given.map((reason) => exitCodes[reason].code))).toBe(exitCodes[want].code);
});

test("exit codes are unique and ranked", () => {
  const codes = Object.values(exitCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(worstOf([code])).toBe(code);
});
