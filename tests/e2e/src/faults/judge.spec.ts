import {
  DeviceError,
  LockLostError,
  LockNotReleasedError,
  type Outcome,
} from "@asyncstatus/client";
import { expect, test } from "vitest";
import { wrongs } from "./judge.ts";
import type { Run, Said, Truth } from "./run-cell.ts";

const evidence = { baseline: {}, readings: [], lock: "held" } as const;
const common = { operation: "activate", elapsedMs: 1, evidence } as const;
const right: Run = {
  said: [],
  befallen: true,
  truth: "took effect",
  runs: true,
  lockLeftMs: 0,
  tookMs: 1_000,
  ended: true,
};
const says = (outcome: Outcome, truth: Truth, run: Partial<Run> = {}): Run => ({
  ...right,
  ...run,
  said: [{ outcome, truth }],
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
  why: "new-epoch",
  versionEvidence,
});
const refusal = new DeviceError({
  operationId: "reboot",
  method: "PUT",
  url: "x",
  status: 403,
  messages: [],
});
const threw = (from: "submit" | "wait" | "unlock", error: Error, truth: Truth): Said => ({
  from,
  error,
  truth,
});
const left = { lockLeftMs: 60_000 };

test.each<[string, Run]>([
  ["a success that is one", says(succeeded("proven"), "took effect")],
  ["a success that the versions tell", says(succeeded("documented"), "cut short")],
  ["a failure with its reason", says(failed, "failed")],
  ["nothing known", says(lost("inconclusive"), "in progress")],
  ["no effect", says(lost("denies"), "cut short", { runs: false })],
  ["an effect", says(lost("confirms"), "took effect")],
  ["a time-out", says({ outcome: "timed-out", ...common }, "in progress")],
  ["a refusal of what was not taken", { ...right, said: [threw("submit", refusal, "not taken")] }],
  ["a wait that fails", { ...right, said: [threw("wait", refusal, "in progress")] }],
  ["a lock that was told of", { ...right, ...left, said: [threw("unlock", refusal, "failed")] }],
  [
    "a lock that an error tells of",
    {
      ...right,
      ...left,
      said: [threw("submit", new LockNotReleasedError(refusal, refusal), "not taken")],
    },
  ],
  [
    "a lock that was lost",
    { ...right, ...left, said: [threw("submit", new LockLostError("token-expired"), "not taken")] },
  ],
])("nothing is wrong with %s", (_, run) => {
  expect(wrongs(run, { lasts: false, fails: "Why." })).toEqual([]);
});

test.each<[string, Run, RegExp]>([
  ["a success that is none", says(succeeded("proven"), "failed"), /said succeeded, proven/],
  [
    "a success before its time",
    says(succeeded("documented"), "in progress", { runs: false }),
    /said succeeded, documented/,
  ],
  ["a failure that is none", says(failed, "took effect"), /said failed, Why/],
  ["a failure for another reason", says({ ...failed, errorMessage: "?" }, "failed"), /said failed/],
  ["no effect of what had one", says(lost("denies"), "took effect"), /said the versions: denies/],
  [
    "no effect of what may have one",
    says(lost("denies"), "in progress"),
    /said the versions: denies/,
  ],
  [
    "an effect of what had none",
    says(lost("confirms"), "cut short", { runs: false }),
    /said the versions: confirms/,
  ],
  [
    "an error about what was taken",
    { ...right, said: [threw("submit", refusal, "in progress")] },
    /threw where the device had taken/,
  ],
  ["a lock left behind", { ...right, ...left }, /without a word/],
  [
    "a lock left behind where the wait failed",
    { ...right, ...left, said: [threw("wait", refusal, "failed")] },
    /without a word/,
  ],
  ["a lock for good", { ...right, lockLeftMs: 11 * 60_000 }, /longer than a token lives/],
  ["what never went wrong", { ...right, befallen: false }, /never did/],
  ["what never ends", { ...right, ended: false }, /never ended/],
  ["what takes long", { ...right, tookMs: 28 * 60_000 }, /it took/],
])("it is wrong: %s", (_, run, why) => {
  expect(wrongs(run, { lasts: false, fails: "Why." }).join()).toMatch(why);
});
