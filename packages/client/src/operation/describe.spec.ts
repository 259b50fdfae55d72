import { expect, test } from "vitest";
import { describeConfidence, describeOutcome, describeReading } from "./describe.ts";
import type { Evidence, Outcome } from "./outcome.ts";
import type { StatusReading } from "./wait-state.ts";

const versions = { currentVersion: 7, runningVersion: 7 };
const evidence: Evidence = {
  baseline: { versions: { currentVersion: 7, runningVersion: 6 } },
  readings: [],
  lock: "held",
};
const common = { operation: "activate", elapsedMs: 90_000, evidence } as const;

test.for<[Pick<StatusReading, "operationState" | "attribution" | "reason">, string]>([
  [
    {
      attribution: "ours",
      operationState: { operation: "save", status: "inProgress" },
      reason: "changed-under-lock",
    },
    "ours: save in progress (changed since the submission, under the lock)",
  ],
  [
    { attribution: "unknown", reason: "status-cleared" },
    "owner unknown: no asynchronous request yet (the device no longer shows a request)",
  ],
])("describes the reading %o", ([reading, text]) => {
  expect(describeReading(reading)).toBe(text);
});

test.for<[Outcome, string]>([
  [
    {
      ...common,
      outcome: "succeeded",
      confidence: "proven",
      evidence: { ...evidence, versions },
    },
    "version 7 is now running (was 6)",
  ],
  [{ ...common, outcome: "succeeded", confidence: "proven" }, "the saved configuration is running"],
  [{ ...common, outcome: "failed", confidence: "proven" }, "activate: the device gave no reason"],
  [
    {
      ...common,
      outcome: "superseded",
      by: { operation: "backup", status: "success" },
      versionEvidence: "confirms",
    },
    "another request (backup succeeded) replaced your activate in the status before it finished; the versions show that it succeeded",
  ],
  [
    { ...common, outcome: "lost", reason: "switched-over", versionEvidence: "denies" },
    "the device switched over before the result of your activate was seen; the versions show that it had no effect",
  ],
  [
    { ...common, outcome: "submission-unknown", versionEvidence: "inconclusive" },
    "the response to your activate was lost, and the status doesn't show whether the device accepted it; the versions don't show whether it succeeded",
  ],
  [{ ...common, outcome: "timed-out" }, "activate hadn't finished after 1 min 30 s"],
  [{ ...common, outcome: "aborted" }, "activate is still running on the device"],
])("describes the outcome %o", ([outcome, text]) => {
  expect(describeOutcome(outcome)).toBe(text);
});

const reading = { elapsedMs: 1_000, attribution: "ours", reason: "foreign-seen" } as const;

test.for<[string, Evidence, string]>([
  [
    "a lost lock",
    { ...evidence, lock: "lost" },
    "the lock was lost, so this rests on the versions",
  ],
  ["an unseen end", evidence, "the end wasn't seen, so this rests on the versions"],
  [
    "a foreign request",
    { ...evidence, readings: [reading] },
    "by the vendor's documentation, the status shows the most recent request",
  ],
])("describes the confidence after %s", ([, given, text]) => {
  const outcome = { ...common, outcome: "succeeded", confidence: "documented" } as const;
  expect(describeConfidence({ ...outcome, evidence: given })).toBe(text);
});

test("describes no confidence of an outcome without one", () => {
  expect(describeConfidence({ ...common, outcome: "aborted" })).toBeUndefined();
});
