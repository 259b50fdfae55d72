import {
  DeviceError,
  LockLostError,
  LockNotReleasedError,
  type Outcome,
} from "@asyncstatus/client";
import { expect, test } from "vitest";
import type { ActualResult } from "../world.ts";
import { checkRun } from "./check-run.ts";
import type { Report } from "./report-log.ts";
import type { CaseRun } from "./run-case.ts";

const evidence = { baseline: {}, readings: [], lock: "held" } as const;
const common = { operation: "activate", elapsedMs: 1, evidence } as const;
const right: CaseRun = {
  reports: [],
  applied: true,
  actual: "succeeded",
  running: true,
  lockHeldMs: 0,
  tookMs: 1_000,
  ended: true,
};
const reports = (outcome: Outcome, actual: ActualResult, run: Partial<CaseRun> = {}): CaseRun => ({
  ...right,
  ...run,
  reports: [{ outcome, actual }],
});
const succeeded = (confidence: "proven" | "documented"): Outcome => ({
  outcome: "succeeded",
  ...common,
  confidence,
});
const failed: Outcome = {
  outcome: "failed",
  ...common,
  confidence: "proven",
  errorMessage: "Why.",
};
const lost = (versionEvidence: "confirms" | "denies" | "inconclusive"): Outcome => ({
  outcome: "lost",
  ...common,
  reason: "restarted",
  versionEvidence,
});
const refusal = new DeviceError({
  operationId: "reboot",
  method: "PUT",
  url: "x",
  status: 403,
  messages: [],
});
const threw = (
  from: "submit" | "wait" | "unlock",
  error: Error,
  actual: ActualResult,
): Pick<CaseRun, "reports"> => {
  const report: Report = { from, error, actual };
  return { reports: [report] };
};
const locked = { lockHeldMs: 60_000 };

test.each<[string, CaseRun]>([
  ["a true success", reports(succeeded("proven"), "succeeded")],
  ["a success shown by the versions", reports(succeeded("documented"), "interrupted")],
  ["a failure with its reason", reports(failed, "failed")],
  ["inconclusive versions", reports(lost("inconclusive"), "in progress")],
  ["versions that deny a request", reports(lost("denies"), "interrupted", { running: false })],
  ["versions that confirm a request", reports(lost("confirms"), "succeeded")],
  ["a timeout", reports({ outcome: "timed-out", ...common }, "in progress")],
  [
    "an error for a request that is not accepted",
    { ...right, ...threw("submit", refusal, "not accepted") },
  ],
  ["a wait that fails", { ...right, ...threw("wait", refusal, "in progress") }],
  [
    "a held lock after a failed unlock",
    { ...right, ...locked, ...threw("unlock", refusal, "failed") },
  ],
  [
    "a held lock reported by the error",
    {
      ...right,
      ...locked,
      ...threw("submit", new LockNotReleasedError(refusal, refusal), "not accepted"),
    },
  ],
  [
    "a lost lock",
    { ...right, ...locked, ...threw("submit", new LockLostError("token-expired"), "not accepted") },
  ],
])("accepts %s", (_, run) => {
  expect(checkRun(run, { lasts: false, fails: "Why." })).toEqual([]);
});

test.each<[string, CaseRun, RegExp]>([
  ["a false success", reports(succeeded("proven"), "failed"), /reported succeeded, proven/],
  [
    "a success reported too early",
    reports(succeeded("documented"), "in progress", { running: false }),
    /reported succeeded, documented/,
  ],
  ["a false failure", reports(failed, "succeeded"), /reported failed, Why/],
  [
    "a failure with another reason",
    reports({ ...failed, errorMessage: "?" }, "failed"),
    /reported failed/,
  ],
  [
    "versions that deny a success",
    reports(lost("denies"), "succeeded"),
    /reported that the version denies/,
  ],
  [
    "versions that deny a request in progress",
    reports(lost("denies"), "in progress"),
    /reported that the version denies/,
  ],
  [
    "versions that confirm an interrupted request",
    reports(lost("confirms"), "interrupted", { running: false }),
    /reported that the version confirms/,
  ],
  [
    "an error for an accepted request",
    { ...right, ...threw("submit", refusal, "in progress") },
    /threw although the device had accepted/,
  ],
  ["a lock that is not reported", { ...right, ...locked }, /not reported/],
  [
    "a lock that is not reported after a failed wait",
    { ...right, ...locked, ...threw("wait", refusal, "failed") },
    /not reported/,
  ],
  ["a lock that outlives the token", { ...right, lockHeldMs: 11 * 60_000 }, /longer than a token/],
  ["a fault that is never injected", { ...right, applied: false }, /never injected/],
  ["a hang", { ...right, ended: false }, /hangs/],
  ["a run that takes too long", { ...right, tookMs: 28 * 60_000 }, /it took/],
])("rejects %s", (_, run, why) => {
  expect(checkRun(run, { lasts: false, fails: "Why." }).join()).toMatch(why);
});
