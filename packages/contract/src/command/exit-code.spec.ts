import { expect, test } from "vitest";
import { reportWith } from "../testing/report-with.ts";
import type { CheckResult, Completion, Report } from "../verify/report/report.ts";
import { exitCodeOf } from "./exit-code.ts";

const complete = { status: "complete" } as const;
const unauthorized = { status: "unauthorized", reason: "" } as const;
const unreachable = { status: "unreachable", code: "refused", reason: "" } as const;
const interrupted = { status: "interrupted" } as const;

function report(completion: Completion, result: CheckResult): Report {
  const check = {
    name: "getThing 200",
    request: "GET /rest/v1.2/thing 200",
    description: "It can be read.",
    result,
    findings: [],
  };
  return reportWith({ completion, checks: [check] });
}

test.for<[completion: Completion, result: CheckResult, code: number]>([
  [complete, "passed", 0],
  [complete, "assumption-wrong", 0],
  [complete, "skipped", 0],
  [complete, "failed", 1],
  [complete, "inconclusive", 1],
  [{ status: "no-token", reason: "" }, "passed", 1],
  [unauthorized, "passed", 4],
  [unauthorized, "failed", 1],
  [unreachable, "passed", 6],
  [unreachable, "failed", 1],
  [interrupted, "passed", 130],
  [interrupted, "failed", 130],
])("%j with a check that is %s: %i", ([completion, result, code]) => {
  expect(exitCodeOf(report(completion, result))).toBe(code);
});

test("is never 0 if the lock may still be held", () => {
  const lockWarning = "The lock may still be held.";
  expect(exitCodeOf({ ...report(complete, "passed"), lockWarning })).toBe(1);
  expect(exitCodeOf({ ...report(unreachable, "passed"), lockWarning })).toBe(6);
  const elementWarning = "The test element may remain.";
  expect(exitCodeOf({ ...report(complete, "passed"), elementWarning })).toBe(1);
});
