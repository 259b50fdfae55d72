import type { Outcome } from "@asyncstatus/client";
import { expect, test } from "vitest";
import type { Step } from "../ledger/ledger.ts";
import { assess } from "./assess.ts";
import { hasEffect, nextAction } from "./next-action.ts";

const before = { currentVersion: 2, runningVersion: 1 };
const evidence = (runningVersion: number) => ({
  baseline: { versions: before },
  versions: { currentVersion: 2, runningVersion },
});
const succeeded = (confidence: string) => ({
  outcome: "succeeded",
  confidence,
  evidence: evidence(2),
});
const failed = (confidence: string, running = 1) => ({
  outcome: "failed",
  confidence,
  evidence: evidence(running),
});
const lost = (versionEvidence: string) => ({ outcome: "lost", versionEvidence });

const outcomeOf = (operation: string, given: object) => ({ operation, ...given }) as Outcome;

test.each([
  { operation: "activate", given: succeeded("proven"), settled: false, want: "succeeded" },
  { operation: "activate", given: succeeded("documented"), settled: true, want: "succeeded" },
  { operation: "activate", given: succeeded("probable"), settled: true, want: "unknown" },
  { operation: "activate", given: failed("documented"), settled: false, want: "failed" },
  { operation: "activate", given: failed("probable"), settled: false, want: "unknown" },
  { operation: "activate", given: failed("probable"), settled: true, want: "failed" },
  { operation: "activate", given: failed("probable", 2), settled: true, want: "unknown" },
  { operation: "activate", given: lost("denies"), settled: true, want: "repeat" },
  { operation: "activate", given: lost("denies"), settled: false, want: "unknown" },
  { operation: "activate", given: lost("inconclusive"), settled: true, want: "unknown" },
  { operation: "activate", given: { outcome: "timed-out" }, settled: true, want: "unknown" },
  { operation: "save", given: succeeded("documented"), settled: true, want: "succeeded" },
  { operation: "save", given: succeeded("probable"), settled: false, want: "unknown" },
  { operation: "save", given: succeeded("probable"), settled: true, want: "repeat" },
  { operation: "save", given: lost("inconclusive"), settled: true, want: "repeat" },
  { operation: "save", given: { outcome: "timed-out" }, settled: true, want: "unknown" },
  { operation: "verify", given: lost("inconclusive"), settled: true, want: "repeat" },
  { operation: "verify", given: lost("inconclusive"), settled: false, want: "unknown" },
] as const)("$operation, $given.outcome, settled $settled: $want", (one) => {
  const outcome = outcomeOf(one.operation, one.given);
  expect(assess({ operation: one.operation }, outcome, one.settled)).toBe(one.want);
});

/** Steps as `activate closed 3`: the operation, the state and the claim. */
function step(text: string, given: object = succeeded("proven")): Step {
  const [operation = "", state = "", fence = 1] = text.split(" ");
  const outcome = state === "closed" ? { outcome: outcomeOf(operation, given) } : {};
  return { host: "a", operation, state, fence: Number(fence), ...outcome } as Step;
}

const running = { attempt: 1, from: "running", fence: 2 } as const;
const retried = { attempt: 1, from: "waiting", fence: 2 } as const;
const first = { attempt: 1, from: "waiting", fence: 1 } as const;

test.each([
  {
    why: "nothing was done",
    steps: [],
    claim: running,
    want: { do: "commit", startWith: "verify" },
  },
  {
    why: "the verify succeeded",
    steps: [step("verify closed")],
    claim: running,
    want: { do: "commit", startWith: "verify" },
  },
  {
    why: "the save succeeded",
    steps: [step("save closed")],
    claim: running,
    want: { do: "commit", startWith: "activate" },
  },
  {
    why: "the save succeeded before a retry",
    steps: [step("save closed")],
    claim: retried,
    want: { do: "commit", startWith: "verify" },
  },
  {
    why: "the save may be repeated",
    steps: [step("save closed", lost("inconclusive"))],
    claim: running,
    want: { do: "commit", startWith: "verify" },
  },
  {
    why: "the activate had no effect",
    steps: [step("activate closed", lost("denies"))],
    claim: running,
    want: { do: "commit", startWith: "activate" },
  },
  {
    why: "the activate had no effect before a retry",
    steps: [step("activate closed", lost("denies"))],
    claim: retried,
    want: { do: "commit", startWith: "verify" },
  },
  {
    why: "the activate of this claim had no effect",
    steps: [step("activate closed", lost("denies"))],
    claim: first,
    want: { do: "commit", startWith: "activate" },
  },
  {
    why: "the activate succeeded",
    steps: [step("activate closed")],
    claim: running,
    want: { do: "check" },
  },
  {
    why: "the steps are of an earlier attempt",
    steps: [step("activate closed 1")],
    claim: { attempt: 2, from: "running", fence: 2 },
    want: { do: "commit", startWith: "verify" },
  },
] as const)("if $why: $want.do $want.startWith", ({ steps, claim, want }) => {
  expect(nextAction(steps, claim)).toEqual(want);
});

test("settles an open step before anything else, also of an earlier attempt", () => {
  const open = step("activate accepted 1");
  expect(
    nextAction([step("save closed 1"), open], { attempt: 2, from: "running", fence: 2 }),
  ).toEqual({
    do: "settle",
    step: open,
  });
});

test("ends with a failure that the device reports", () => {
  const bad = step("save closed", failed("proven"));
  expect(nextAction([bad], running)).toEqual({ do: "fail", step: bad });
});

test.each([
  { steps: [step("verify closed")], want: false },
  { steps: [step("save open")], want: true },
  { steps: [step("save closed")], want: true },
  { steps: [step("save closed", lost("denies"))], want: false },
  { steps: [step("save closed", failed("proven"))], want: false },
  { steps: [step("activate closed 0")], want: false },
])("steps that may have had an effect: $want", ({ steps, want }) => {
  expect(hasEffect(steps, running)).toBe(want);
});
