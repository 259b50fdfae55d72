import { expect, test } from "vitest";
import type { Check, Ending, Report } from "../verify/report/report.ts";
import { exitCodeOf } from "./exit-code.ts";

const check: Check = {
  name: "getThing 200",
  what: "It can be read.",
  result: "held",
  findings: [],
};
const left = { lockLeftBehind: "The lock may be left behind." };

function report(ending: Ending, result: Check["result"]): Report {
  return {
    format: "asyncstatus-verification",
    formatVersion: 1,
    url: "https://192.0.2.1",
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 0,
    versions: ["v1.2"],
    ending,
    checks: [{ ...check, result }],
    transcript: { format: "asyncstatus-transcript", formatVersion: 1, entries: [] },
  };
}

const complete = { ended: "complete" } as const;
const unauthorized = { ended: "unauthorized", why: "" } as const;
const unreachable = { ended: "unreachable", code: "refused", why: "" } as const;

test.for<[ending: Ending, result: Check["result"], code: number]>([
  [complete, "held", 0],
  [complete, "assumption", 0],
  [complete, "not-tried", 0],
  [complete, "broken", 1],
  [unauthorized, "held", 4],
  [unauthorized, "broken", 1],
  [unreachable, "held", 6],
  [unreachable, "broken", 1],
  [{ ended: "interrupted" }, "held", 130],
  [{ ended: "interrupted" }, "broken", 130],
])("%j with a check that is %s: %i", ([ending, result, code]) => {
  expect(exitCodeOf(report(ending, result))).toBe(code);
});

test("a lock that may be left behind is never 0", () => {
  expect(exitCodeOf({ ...report(complete, "held"), ...left })).toBe(1);
  expect(exitCodeOf({ ...report(unreachable, "held"), ...left })).toBe(6);
});
