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
  expect(worstOf(given)).toBe(want);
});

test("no two reasons share a code, and each has its place among the worst", () => {
  const codes = Object.values(exitCodes).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const reason of Object.keys(exitCodes) as ExitReason[])
    expect(worstOf([reason])).toBe(reason);
});
