import { expect, test } from "vitest";
import { judge, secondsIn } from "./rollout-ansible.ts";

test.each([
  { report: "done", runs: true, want: "right" },
  { report: "done", runs: false, want: "falselyDone" },
  { report: "failed", runs: true, want: "falselyFailed" },
  { report: "failed", runs: false, want: "right" },
  { report: "unknown", runs: true, want: "unknown" },
  { report: "unknown", runs: false, want: "unknown" },
] as const)("$report is $want if it runs: $runs", ({ report, runs, want }) => {
  expect(judge(report, runs)).toBe(want);
});

test("refuses a device without a report", () => {
  expect(() => judge(undefined, true)).toThrow("Expected a report");
});

test("adds up the times that the shell reports", () => {
  expect(secondsIn("1m2.500000s 0m0.250000s")).toBe(62.75);
});
