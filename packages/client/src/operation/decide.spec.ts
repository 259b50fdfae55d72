import type { OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { decide, type Observation, type Step } from "./decide.ts";
import type { WaitState } from "./wait-state.ts";

const system = { hostName: "a", role: "active", uptimeSeconds: 1_000 };
const versions = { currentVersion: 6, runningVersion: 5 };
const submitted: WaitState = {
  operation: "activate",
  submission: "accepted",
  baseline: { operationState: { operation: "save", status: "success" }, versions, system },
  registrationMs: 10_000,
  lock: "held",
  epoch: "same",
  seen: false,
  foreignSeen: false,
  emptied: false,
  readings: [],
};

const upSince = (elapsedMs: number) => ({ ...system, uptimeSeconds: 1_000 + elapsedMs / 1_000 });

const saw = (
  status: OperationState["status"],
  elapsedMs = 1_000,
  operation: OperationState["operation"] = "activate",
): Observation => ({
  type: "operationState",
  elapsedMs,
  operationState: { operation, status },
});
const confirmed = (runningVersion = 6, host: object = {}, currentVersion = 6): Observation => ({
  type: "confirmation",
  elapsedMs: 2_000,
  versions: { currentVersion, runningVersion },
  system: { ...system, uptimeSeconds: 1_002, ...host },
});
const savedOnce = (host: object = {}) => confirmed(5, host, 7);

/** The last step of a wait that learns these things. */
function after(state: WaitState, ...observations: Observation[]): Step {
  let step: Step = { state, decision: { next: "poll" } };
  for (const observation of observations) step = decide(step.state, observation);
  return step;
}

/** What the wait comes to, in short. */
function outcome(state: WaitState, ...observations: Observation[]): object {
  const { decision } = after(state, ...observations);
  if (decision.next !== "end") return { next: decision.next };
  const { evidence: _, operation: __, elapsedMs: ___, ...rest } = decision.outcome;
  return rest;
}

const sameName: WaitState = {
  ...submitted,
  baseline: { ...submitted.baseline, operationState: { operation: "activate", status: "success" } },
};
const unknown: WaitState = { ...submitted, submission: "unknown" };
const saving: WaitState = {
  ...unknown,
  operation: "save",
  baseline: { ...submitted.baseline, operationState: { operation: "save", status: "success" } },
};
const word = { operation: "activate", status: "unknown", raw: { status: "paused" } } as const;
const afterWord: WaitState = {
  ...submitted,
  baseline: { ...submitted.baseline, operationState: word },
};
const nothing = (elapsedMs: number): Observation => ({ type: "operationState", elapsedMs });
const silent: WaitState = { ...submitted, baseline: { ...submitted.baseline, system: {} } };

test.for<[string, WaitState, Observation[], object]>([
  ["in progress ends nothing", submitted, [saw("inProgress")], { next: "poll" }],
  ["an unknown status word ends nothing", submitted, [saw("unknown")], { next: "poll" }],
  ["an end is confirmed before it is told", submitted, [saw("success")], { next: "confirm" }],
  [
    "a change to our success is proven",
    submitted,
    [saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "a change to our failure is proven",
    submitted,
    [saw("fail"), confirmed(5)],
    { outcome: "failed", confidence: "proven" },
  ],
  [
    "a failure that the versions deny is only documented",
    submitted,
    [saw("fail"), confirmed()],
    { outcome: "failed", confidence: "documented" },
  ],
  [
    "a success that the versions deny is only documented",
    submitted,
    [saw("success"), confirmed(5)],
    { outcome: "succeeded", confidence: "documented" },
  ],
  ["a stale success of our name is not ours", sameName, [saw("success")], { next: "poll" }],
  [
    "a stale success that stays is ours by the vendor's word",
    sameName,
    [saw("success", 10_000), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "our name in progress and then as before is proven",
    sameName,
    [saw("inProgress"), saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "a stale failure that stays is ours by the vendor's word",
    {
      ...submitted,
      baseline: {
        ...submitted.baseline,
        operationState: { operation: "activate", status: "fail" },
      },
    },
    [saw("fail", 10_000), confirmed(5)],
    { outcome: "failed", confidence: "documented" },
  ],
  [
    "a stale slot of another name ends nothing, however long",
    submitted,
    [saw("success", 9_999, "save")],
    { next: "poll" },
  ],
  [
    "a stale slot of another name, once ours must show, has the system asked who it is",
    submitted,
    [saw("success", 10_000, "save")],
    { next: "identify" },
  ],
  [
    "a slot that is empty as before, once ours must show, has the system asked who it is",
    { ...submitted, baseline: { versions, system } },
    [nothing(10_000)],
    { next: "identify" },
  ],
  [
    "a stale slot on the same system ends nothing, however long",
    submitted,
    [
      saw("success", 99_000, "save"),
      { type: "system", elapsedMs: 99_500, system: upSince(99_500) },
    ],
    { next: "poll" },
  ],
  [
    "an emptied slot has the system asked who it is",
    submitted,
    [saw("inProgress"), nothing(2_000)],
    { next: "identify" },
  ],
  [
    "an emptied slot of another system is a loss",
    submitted,
    [
      saw("inProgress"),
      nothing(2_000),
      { type: "system", elapsedMs: 2_500, system: { ...system, hostName: "b" } },
      confirmed(5, { hostName: "b" }),
    ],
    { outcome: "lost", why: "new-epoch", versionEvidence: "inconclusive" },
  ],
  [
    "a slot that is emptied for a moment ends nothing",
    submitted,
    [saw("inProgress"), nothing(2_000), saw("inProgress", 3_000), nothing(4_000)],
    { next: "identify" },
  ],
  [
    "a slot that stays empty on the same system no longer says what became of ours",
    submitted,
    [saw("inProgress"), nothing(2_000), nothing(3_000), confirmed(5)],
    { outcome: "lost", why: "status-cleared", versionEvidence: "inconclusive" },
  ],
  [
    "a slot that stays empty, and the versions say yes",
    submitted,
    [saw("inProgress"), nothing(2_000), nothing(3_000), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a slot that stays empty before ours must show may yet come to show it",
    submitted,
    [nothing(2_000), nothing(9_999)],
    { next: "identify" },
  ],
  [
    "a slot that stays empty once ours must show",
    submitted,
    [nothing(2_000), nothing(10_000), confirmed(5)],
    { outcome: "lost", why: "status-cleared", versionEvidence: "inconclusive" },
  ],
  [
    "a slot that is emptied where no answer came to the submission",
    unknown,
    [nothing(2_000), nothing(10_000), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "denies" },
  ],
  [
    "a slot that is emptied where no answer came to the submission, before it must show",
    unknown,
    [nothing(2_000), nothing(9_999)],
    { next: "identify" },
  ],
  [
    "a slot that is emptied after ours was seen, where no answer came to the submission",
    unknown,
    [saw("inProgress"), nothing(2_000), nothing(3_000), confirmed(5)],
    { outcome: "lost", why: "status-cleared", versionEvidence: "inconclusive" },
  ],
  [
    "somebody else's at once may be followed by ours",
    submitted,
    [saw("inProgress", 1_000, "verify")],
    { next: "poll" },
  ],
  [
    "ours after somebody else's is only documented",
    submitted,
    [saw("inProgress", 1_000, "verify"), saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "somebody else's after ours supersedes it, and the versions say yes",
    submitted,
    [saw("inProgress"), saw("inProgress", 2_000, "verify"), confirmed()],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "inProgress" },
      versionEvidence: "confirms",
    },
  ],
  [
    "somebody else's instead of ours supersedes it, and ours may yet take effect",
    submitted,
    [saw("success", 10_000, "verify"), confirmed(5)],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "success" },
      versionEvidence: "inconclusive",
    },
  ],
  [
    "a switchover before the end was confirmed is a loss",
    submitted,
    [saw("success"), confirmed(5, { hostName: "b" }), confirmed(5, { hostName: "b" })],
    { outcome: "lost", why: "new-epoch", versionEvidence: "inconclusive" },
  ],
  [
    "a restart before the end was confirmed, with the versions moved",
    submitted,
    [saw("success"), confirmed(6, { uptimeSeconds: 1 }), confirmed(6, { uptimeSeconds: 2 })],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a restart that a failed look leads to find",
    submitted,
    [
      { type: "system", elapsedMs: 1_000, system: { ...system, uptimeSeconds: 1 } },
      confirmed(5, { uptimeSeconds: 2 }),
    ],
    { outcome: "lost", why: "new-epoch", versionEvidence: "denies" },
  ],
  [
    "the same system after a failed look",
    submitted,
    [{ type: "system", elapsedMs: 1_000, system }],
    { next: "poll" },
  ],
  [
    "an end after the lock was lost may be somebody else's",
    submitted,
    [{ type: "lock-lost", elapsedMs: 500 }, saw("fail"), confirmed(5)],
    { outcome: "lost", why: "lock-lost", versionEvidence: "inconclusive" },
  ],
  [
    "in progress after the lock was lost ends nothing",
    submitted,
    [{ type: "lock-lost", elapsedMs: 500 }, saw("inProgress")],
    { next: "poll" },
  ],
  [
    "a lock lost between the end and its confirmation proves nothing more",
    submitted,
    [saw("success"), { type: "lock-lost", elapsedMs: 500 }, confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "without a word of the system nothing is proven",
    submitted,
    [saw("success"), { type: "confirmation", elapsedMs: 2_000 }],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a submission without an answer that shows is proven",
    unknown,
    [saw("inProgress"), saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "a submission without an answer may show late",
    unknown,
    [saw("success", 9_000, "save")],
    { next: "poll" },
  ],
  [
    "a submission without an answer that never shows is unknown",
    unknown,
    [saw("success", 10_000, "save"), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "denies" },
  ],
  [
    "a submission without an answer that the versions show",
    unknown,
    [saw("success", 10_000, "save"), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a submission without an answer that never shows may yet be at work under somebody else's",
    unknown,
    [saw("success", 10_000, "save"), { type: "lock-lost", elapsedMs: 10_500 }, confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "a submission without an answer may be what has not ended",
    { ...afterWord, submission: "unknown" },
    [{ type: "operationState", elapsedMs: 10_000, operationState: word }],
    { next: "poll" },
  ],
  [
    "a submission without an answer is not what has not ended under another name",
    {
      ...unknown,
      baseline: { ...submitted.baseline, operationState: { ...word, operation: "save" } },
    },
    [{ type: "operationState", elapsedMs: 10_000, operationState: { ...word, operation: "save" } }],
    { next: "confirm" },
  ],
  [
    "an end where an unknown word stood may be that of the request from before",
    afterWord,
    [saw("success")],
    { next: "poll" },
  ],
  [
    "what is ours by the vendor's word is no proof for the next look",
    afterWord,
    [
      { type: "operationState", elapsedMs: 10_000, operationState: word },
      saw("success", 11_000),
      confirmed(),
    ],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a system that does not say which one it is proves nothing",
    silent,
    [saw("success"), { type: "confirmation", elapsedMs: 2_000, system: {} }],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a restart after a switchover does not end what the other system was at work on",
    submitted,
    [
      { type: "system", elapsedMs: 1_000, system: { ...system, hostName: "b" } },
      confirmed(5, { uptimeSeconds: 1 }),
    ],
    { outcome: "lost", why: "new-epoch", versionEvidence: "inconclusive" },
  ],
  [
    "a lock lost after the end does not keep it from being confirmed",
    submitted,
    [saw("success"), { type: "lock-lost", elapsedMs: 500 }],
    { next: "confirm" },
  ],
  [
    "who answers is no word of the versions",
    submitted,
    [saw("success"), { type: "system", elapsedMs: 1_500, system }],
    { next: "confirm" },
  ],
  [
    "a save without an answer that the versions show, where nobody else can have saved",
    saving,
    [saw("success", 10_000, "save"), savedOnce()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "a save without an answer that somebody else may have made since the lock was lost",
    saving,
    [saw("success", 10_000, "save"), { type: "lock-lost", elapsedMs: 10_500 }, savedOnce()],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "a save without an answer on a system that does not say which one it is",
    saving,
    [saw("success", 10_000, "save"), savedOnce({ uptimeSeconds: undefined })],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "a save that ended after the lock was lost, whosever it was",
    { ...saving, submission: "accepted" },
    [{ type: "lock-lost", elapsedMs: 500 }, saw("success", 10_000, "save"), savedOnce()],
    { outcome: "lost", why: "lock-lost", versionEvidence: "inconclusive" },
  ],
  [
    "a saved version after a restart, whosever it is",
    saving,
    [
      { type: "system", elapsedMs: 1_000, system: { ...system, uptimeSeconds: 1 } },
      savedOnce({ uptimeSeconds: 2 }),
    ],
    { outcome: "lost", why: "new-epoch", versionEvidence: "inconclusive" },
  ],
  [
    "a saved version after a switchover and another one back, whosever it is",
    saving,
    [{ type: "system", elapsedMs: 1_000, system: { ...system, hostName: "b" } }, savedOnce()],
    { outcome: "lost", why: "new-epoch", versionEvidence: "inconclusive" },
  ],
  [
    "a save that was superseded under our lock: others may have saved without it too",
    { ...saving, submission: "accepted" },
    [saw("inProgress", 1_000, "save"), saw("success", 2_000, "verify"), savedOnce()],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "success" },
      versionEvidence: "inconclusive",
    },
  ],
  [
    "a saved version where somebody else's save may have gone on since the baseline",
    { ...saving, baseline: { ...saving.baseline, operationState: { ...word, operation: "save" } } },
    [saw("success", 10_000, "save"), savedOnce()],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "an activate without an answer that never showed, where others issue requests under our lock",
    unknown,
    [saw("success", 1_000, "verify"), saw("success", 10_000, "save"), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
])("%s", ([, state, observations, want]) => {
  expect(outcome(state, ...observations)).toStrictEqual(want);
});

test("versions that were asked before a restart was noticed are asked anew", () => {
  const restarted = confirmed(5, { uptimeSeconds: 1 });
  expect(after(submitted, saw("success"), restarted).decision).toEqual({ next: "confirm" });
});

test("a failure carries the device's message", () => {
  const operationState = { operation: "activate", status: "fail", errorMessage: "Why." } as const;
  const got = outcome(
    submitted,
    { type: "operationState", elapsedMs: 1, operationState },
    confirmed(5),
  );
  expect(got).toEqual({ outcome: "failed", confidence: "proven", errorMessage: "Why." });
});

test("the evidence has what an engineer needs to check the outcome by hand", () => {
  const { decision } = after(
    submitted,
    saw("success", 500, "save"),
    saw("inProgress", 600),
    saw("inProgress", 700),
    saw("success", 800),
    confirmed(),
  );
  expect(decision).toMatchObject({
    next: "end",
    outcome: { operation: "activate", elapsedMs: 2_000 },
  });
  if (decision.next !== "end") return;
  const { evidence } = decision.outcome;
  expect(evidence).toMatchObject({
    baseline: submitted.baseline,
    lock: "held",
    versions: { currentVersion: 6, runningVersion: 6 },
    system: { hostName: "a", role: "active", uptimeSeconds: 1_002 },
  });
  expect(
    evidence.readings.map(({ elapsedMs, attribution, operationState }) => [
      elapsedMs,
      attribution,
      operationState?.status,
    ]),
  ).toEqual([
    [500, "stale", "success"],
    [600, "ours", "inProgress"],
    [800, "ours", "success"],
  ]);
});

test("the state is plain data, so that it can be kept", () => {
  const { state } = after(submitted, saw("inProgress"), saw("success"));
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});
