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
    "ours: save in progress (changed after the submission, while the lock was held)",
  ],
  [
    { attribution: "unknown", reason: "status-cleared" },
    "owner unknown: no asynchronous request (the device no longer shows a request)",
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
  [
    { ...common, outcome: "failed", confidence: "proven" },
    "the activate failed; the device gave no reason",
  ],
  [
    { ...common, outcome: "failed", confidence: "proven", errorMessage: "Activate failed." },
    "the device reported during activate: Activate failed.",
  ],
  [
    {
      ...common,
      outcome: "superseded",
      by: { operation: "backup", status: "success" },
      versionEvidence: "confirms",
    },
    "before your activate finished, another request (backup succeeded) replaced it in the status. The versions show that the activate succeeded, but the other request may have changed them since.",
  ],
  [
    { ...common, outcome: "lost", reason: "switched-over", versionEvidence: "denies" },
    "the HA pair switched over before the result of your activate was seen; the versions show that it had no effect",
  ],
  [
    { ...common, outcome: "submission-unknown", versionEvidence: "inconclusive" },
    "the response to your activate was lost. Neither the status nor the versions show whether the device accepted the request or whether it succeeded.",
  ],
  [
    { ...common, outcome: "submission-unknown", versionEvidence: "denies" },
    "the response to your activate was lost; the versions show that it had no effect",
  ],
  [{ ...common, outcome: "timed-out" }, "the activate didn't finish within 1 min 30 s"],
  [{ ...common, outcome: "aborted" }, "the activate is still running on the device"],
])("describes the outcome %o", ([outcome, text]) => {
  expect(describeOutcome(outcome)).toBe(text);
});

const reading = { elapsedMs: 1_000, attribution: "ours", reason: "foreign-seen" } as const;

test.for<[string, Evidence, string]>([
  [
    "a lost lock",
    { ...evidence, lock: "lost" },
    "the lock wasn't held until the end, so the result was inferred from the version numbers",
  ],
  [
    "an unseen end",
    evidence,
    "the status never showed that the activate finished, so the result was inferred from the version numbers",
  ],
  [
    "a foreign request",
    { ...evidence, readings: [reading] },
    "according to the vendor's documentation, the status shows the most recent request, so this is yours",
  ],
])("describes the confidence after %s", ([, given, text]) => {
  const outcome = { ...common, outcome: "succeeded", confidence: "documented" } as const;
  expect(describeConfidence({ ...outcome, evidence: given })).toBe(text);
});

test("describes no confidence of an outcome without one", () => {
  expect(describeConfidence({ ...common, outcome: "aborted" })).toBeUndefined();
});
