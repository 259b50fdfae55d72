import type { OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { decide, type Observation, type Step } from "./decide.ts";
import { initialState, type WaitState } from "./wait-state.ts";

const system = { hostName: "a", role: "active", uptimeSeconds: 1_000 };
const versions = { currentVersion: 6, runningVersion: 5 };
const submitted = initialState({
  operation: "activate",
  submission: "accepted",
  baseline: { operationState: { operation: "save", status: "success" }, versions, system },
  registrationMs: 10_000,
});

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

/** The last step of a wait with the observations. */
function after(state: WaitState, ...observations: Observation[]): Step {
  let step: Step = { state, decision: { next: "poll" } };
  for (const observation of observations) step = decide(step.state, observation);
  return step;
}

/** The next action or the outcome, without the evidence. */
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
const fenced: WaitState = { ...submitted, fenceMs: 3_000 };
const failed: OperationState = { operation: "activate", status: "fail" };
const confirmedAt = (elapsedMs: number, runningVersion = 6): Observation => ({
  type: "confirmation",
  elapsedMs,
  versions: { currentVersion: 6, runningVersion },
  system: upSince(elapsedMs),
});
const word = { operation: "activate", status: "unknown", raw: { status: "paused" } } as const;
const afterWord: WaitState = {
  ...submitted,
  baseline: { ...submitted.baseline, operationState: word },
};
const nothing = (elapsedMs: number): Observation => ({ type: "operationState", elapsedMs });
const silent: WaitState = { ...submitted, baseline: { ...submitted.baseline, system: {} } };

test.for<[string, WaitState, Observation[], object]>([
  ["continues while in progress", submitted, [saw("inProgress")], { next: "poll" }],
  ["continues on an unknown status", submitted, [saw("unknown")], { next: "poll" }],
  ["confirms an end before it returns it", submitted, [saw("success")], { next: "confirm" }],
  [
    "proves a success that the status changed to",
    submitted,
    [saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "proves a failure that the status changed to",
    submitted,
    [saw("fail"), confirmed(5)],
    { outcome: "failed", confidence: "proven" },
  ],
  [
    "documents a failure that the versions contradict",
    submitted,
    [saw("fail"), confirmed()],
    { outcome: "failed", confidence: "documented" },
  ],
  [
    "reads a success again that the versions contradict",
    submitted,
    [saw("success"), confirmed(5)],
    { next: "poll" },
  ],
  [
    "proves a success that the versions follow late",
    submitted,
    [saw("success"), confirmed(5), saw("success", 2_500), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "reports a success as lost if the versions contradict it for ten seconds",
    submitted,
    [saw("success"), confirmed(5), saw("success", 12_000), confirmedAt(12_000, 5)],
    { outcome: "lost", reason: "contradicted", versionEvidence: "inconclusive" },
  ],
  [
    "reports an old failure as lost if the versions contradict it for ten seconds",
    { ...sameName, baseline: { ...sameName.baseline, operationState: failed } },
    [saw("fail", 10_000), confirmedAt(10_000), saw("fail", 20_000), confirmedAt(20_000)],
    { outcome: "lost", reason: "contradicted", versionEvidence: "inconclusive" },
  ],
  [
    "waits two seconds for the version of a save",
    { ...saving, submission: "accepted" },
    [saw("inProgress", 500, "save"), saw("success", 1_000, "save"), confirmed(5)],
    { next: "poll" },
  ],
  [
    "does not attribute a stale success of the same operation to our request",
    sameName,
    [saw("success")],
    { next: "poll" },
  ],
  [
    "documents an unchanged success once ours must show",
    sameName,
    [saw("success", 10_000), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "proves our operation in progress and then as before",
    sameName,
    [saw("inProgress"), saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "documents an unchanged failure once ours must show",
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
    "continues while the status is another stale operation",
    submitted,
    [saw("success", 9_999, "save")],
    { next: "poll" },
  ],
  [
    "identifies the system if another stale operation shows once ours must",
    submitted,
    [saw("success", 10_000, "save")],
    { next: "identify" },
  ],
  [
    "identifies the system if the status is still empty once ours must show",
    { ...submitted, baseline: { versions, system } },
    [nothing(10_000)],
    { next: "identify" },
  ],
  [
    "continues while the status is stale on the same system",
    submitted,
    [
      saw("success", 99_000, "save"),
      { type: "system", elapsedMs: 99_500, system: upSince(99_500) },
    ],
    { next: "poll" },
  ],
  [
    "identifies the system after a cleared status",
    submitted,
    [saw("inProgress"), nothing(2_000)],
    { next: "identify" },
  ],
  [
    "loses a cleared status of another system",
    submitted,
    [
      saw("inProgress"),
      nothing(2_000),
      { type: "system", elapsedMs: 2_500, system: { ...system, hostName: "b" } },
      confirmed(5, { hostName: "b" }),
    ],
    { outcome: "lost", reason: "switched-over", versionEvidence: "inconclusive" },
  ],
  [
    "continues after a status that is cleared for a moment",
    submitted,
    [saw("inProgress"), nothing(2_000), saw("inProgress", 3_000), nothing(4_000)],
    { next: "identify" },
  ],
  [
    "loses a status that stays cleared on the same system",
    submitted,
    [saw("inProgress"), nothing(2_000), nothing(3_000), confirmed(5)],
    { outcome: "lost", reason: "status-cleared", versionEvidence: "inconclusive" },
  ],
  [
    "documents a success of the versions if the status stays cleared",
    submitted,
    [saw("inProgress"), nothing(2_000), nothing(3_000), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "continues while the status stays cleared before ours must show",
    submitted,
    [nothing(2_000), nothing(9_999)],
    { next: "identify" },
  ],
  [
    "loses a status that stays cleared once ours must show",
    submitted,
    [nothing(2_000), nothing(10_000), confirmed(5)],
    { outcome: "lost", reason: "status-cleared", versionEvidence: "inconclusive" },
  ],
  [
    "does not know a submission without a response once the status is cleared",
    unknown,
    [nothing(2_000), nothing(10_000), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "continues after a cleared status before a submission without a response must show",
    unknown,
    [nothing(2_000), nothing(9_999)],
    { next: "identify" },
  ],
  [
    "loses a cleared status after a submission without a response was seen",
    unknown,
    [saw("inProgress"), nothing(2_000), nothing(3_000), confirmed(5)],
    { outcome: "lost", reason: "status-cleared", versionEvidence: "inconclusive" },
  ],
  [
    "continues if a foreign request shows before ours must",
    submitted,
    [saw("inProgress", 1_000, "verify")],
    { next: "poll" },
  ],
  [
    "documents our success after a foreign request",
    submitted,
    [saw("inProgress", 1_000, "verify"), saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "is superseded by a foreign request after ours, and the versions confirm ours",
    submitted,
    [saw("inProgress"), saw("inProgress", 2_000, "verify"), confirmed()],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "inProgress" },
      versionEvidence: "confirms",
    },
  ],
  [
    "is superseded by a foreign request instead of ours, which may still succeed",
    submitted,
    [saw("success", 10_000, "verify"), confirmed(5)],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "success" },
      versionEvidence: "inconclusive",
    },
  ],
  [
    "ends as lost if a success wasn't confirmed before a switchover",
    submitted,
    [saw("success"), confirmed(5, { hostName: "b" }), confirmed(5, { hostName: "b" })],
    { outcome: "lost", reason: "switched-over", versionEvidence: "inconclusive" },
  ],
  [
    "documents a success of the versions after a restart before the confirmation",
    submitted,
    [saw("success"), confirmed(6, { uptimeSeconds: 1 }), confirmed(6, { uptimeSeconds: 2 })],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "loses the status after a restart that a failed poll reveals",
    submitted,
    [
      { type: "system", elapsedMs: 1_000, system: { ...system, uptimeSeconds: 1 } },
      confirmed(5, { uptimeSeconds: 2 }),
    ],
    { outcome: "lost", reason: "restarted", versionEvidence: "denies" },
  ],
  [
    "continues on the same system after a failed poll",
    submitted,
    [{ type: "system", elapsedMs: 1_000, system }],
    { next: "poll" },
  ],
  [
    "finds an end probable after the lock was lost",
    submitted,
    [{ type: "lock", lock: "lost", elapsedMs: 500 }, saw("fail"), confirmed(5)],
    { outcome: "failed", confidence: "probable" },
  ],
  [
    "documents an end while the lock is only presumed",
    submitted,
    [{ type: "lock", lock: "presumed", elapsedMs: 500 }, saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "loses an end that was there before the submission after the lock was lost",
    sameName,
    [{ type: "lock", lock: "lost", elapsedMs: 500 }, saw("success", 10_000), confirmed(7)],
    { outcome: "lost", reason: "lock-lost", versionEvidence: "inconclusive" },
  ],
  [
    "waits for the fence before an end counts",
    fenced,
    [saw("inProgress", 500), saw("fail", 2_999)],
    { next: "poll" },
  ],
  [
    "proves an end that the status shows at the fence",
    fenced,
    [saw("success", 2_999), saw("success", 3_000), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "does not count another operation before the fence as foreign",
    fenced,
    [saw("fail", 500, "verify"), saw("success", 3_000), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "finds the end of a submission without a response probable if the lock is new",
    { ...fenced, submission: "unknown" },
    [saw("fail", 3_000), confirmed(5)],
    { outcome: "failed", confidence: "probable" },
  ],
  [
    "finds an end probable that may be an earlier request of ours",
    { ...submitted, mayBeRepeated: true },
    [saw("fail"), confirmed(5)],
    { outcome: "failed", confidence: "probable" },
  ],
  [
    "does not know if an end is of a submission without a response or of an earlier one",
    { ...unknown, mayBeRepeated: true },
    [saw("fail", 10_000), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "does not know it before the fence either",
    { ...fenced, submission: "unknown", mayBeRepeated: true },
    [saw("fail", 10_000), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "continues after an end that may be of an earlier submission, as ours may still arrive",
    { ...unknown, mayBeRepeated: true },
    [saw("fail", 9_999)],
    { next: "poll" },
  ],
  [
    "continues after the verify that a save makes first",
    { ...saving, submission: "accepted" },
    [saw("inProgress", 300, "verify"), saw("success", 600, "verify")],
    { next: "poll" },
  ],
  [
    "is superseded by a verify that no save follows",
    { ...saving, submission: "accepted" },
    [saw("success", 600, "verify"), saw("success", 10_600, "verify"), confirmed(5)],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "success" },
      versionEvidence: "inconclusive",
    },
  ],
  [
    "continues while in progress after the lock was lost",
    submitted,
    [{ type: "lock", lock: "lost", elapsedMs: 500 }, saw("inProgress")],
    { next: "poll" },
  ],
  [
    "proves nothing if the lock is lost between the end and its confirmation",
    submitted,
    [saw("success"), { type: "lock", lock: "lost", elapsedMs: 500 }, confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "finds a success probable if the system can't be identified at the end",
    submitted,
    [saw("success"), { type: "confirmation", elapsedMs: 2_000 }],
    { outcome: "succeeded", confidence: "probable" },
  ],
  [
    "finds a success probable if the system no longer returns its uptime",
    submitted,
    [
      saw("success"),
      { type: "confirmation", elapsedMs: 2_000, system: { hostName: "a", role: "active" } },
    ],
    { outcome: "succeeded", confidence: "probable" },
  ],
  [
    "finds a failure probable if the system can't be identified at the end",
    submitted,
    [saw("fail"), { type: "confirmation", elapsedMs: 2_000 }],
    { outcome: "failed", confidence: "probable" },
  ],
  [
    "finds a failure probable if a system that had just started may have restarted",
    {
      ...submitted,
      baseline: {
        ...submitted.baseline,
        system: { hostName: "a", role: "active", uptimeSeconds: 5 },
      },
    },
    [
      saw("fail"),
      {
        type: "confirmation",
        elapsedMs: 12_000,
        system: { hostName: "a", role: "active", uptimeSeconds: 2 },
      },
    ],
    { outcome: "failed", confidence: "probable" },
  ],
  [
    "documents a success that the versions confirm if the system can't be identified at the end",
    submitted,
    [
      saw("success"),
      {
        type: "confirmation",
        elapsedMs: 2_000,
        versions: { currentVersion: 6, runningVersion: 6 },
      },
    ],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "documents a success of a system that has never identified itself",
    { ...submitted, baseline: { ...submitted.baseline, system: undefined } as never },
    [saw("success"), { type: "confirmation", elapsedMs: 2_000 }],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "proves a submission without a response that shows",
    unknown,
    [saw("inProgress"), saw("success"), confirmed()],
    { outcome: "succeeded", confidence: "proven" },
  ],
  [
    "continues until a submission without a response shows",
    unknown,
    [saw("success", 9_000, "save")],
    { next: "poll" },
  ],
  [
    "leaves the outcome unknown if a submission got no response and never appears in the status",
    unknown,
    [saw("success", 10_000, "save"), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "denies a submission without a response once nothing can arrive any more",
    { ...unknown, lock: "lost", clock: "settling" },
    [saw("success", 10_000, "save"), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "denies" },
  ],
  [
    "documents a submission without a response that the versions confirm",
    unknown,
    [saw("success", 10_000, "save"), confirmed()],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "finds the versions inconclusive if a submission without a response may still run behind a foreign one",
    unknown,
    [
      saw("success", 10_000, "save"),
      { type: "lock", lock: "lost", elapsedMs: 10_500 },
      confirmed(5),
    ],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "continues while a submission without a response may be the one in progress",
    { ...afterWord, submission: "unknown" },
    [{ type: "operationState", elapsedMs: 10_000, operationState: word }],
    { next: "poll" },
  ],
  [
    "does not take another operation in progress for a submission without a response",
    {
      ...unknown,
      baseline: { ...submitted.baseline, operationState: { ...word, operation: "save" } },
    },
    [{ type: "operationState", elapsedMs: 10_000, operationState: { ...word, operation: "save" } }],
    { next: "confirm" },
  ],
  [
    "documents an end after an unknown status, which may be of the request before",
    afterWord,
    [saw("success")],
    { next: "poll" },
  ],
  [
    "does not prove the reading after a documented one",
    afterWord,
    [
      { type: "operationState", elapsedMs: 10_000, operationState: word },
      saw("success", 11_000),
      confirmed(),
    ],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "proves nothing on a system without an identity",
    silent,
    [saw("success"), { type: "confirmation", elapsedMs: 2_000, system: {} }],
    { outcome: "succeeded", confidence: "documented" },
  ],
  [
    "finds the versions inconclusive after a restart of the peer",
    submitted,
    [
      { type: "system", elapsedMs: 1_000, system: { ...system, hostName: "b" } },
      confirmed(5, { uptimeSeconds: 1 }),
    ],
    { outcome: "lost", reason: "switched-over", versionEvidence: "inconclusive" },
  ],
  [
    "confirms an end even if the lock is lost after it",
    submitted,
    [saw("success"), { type: "lock", lock: "lost", elapsedMs: 500 }],
    { next: "confirm" },
  ],
  [
    "does not conclude anything of the versions from the identity of the system",
    submitted,
    [saw("success"), { type: "system", elapsedMs: 1_500, system }],
    { next: "confirm" },
  ],
  [
    "finds a save without a response probable that the version confirms",
    saving,
    [saw("success", 10_000, "save"), savedOnce()],
    { outcome: "succeeded", confidence: "probable" },
  ],
  [
    "leaves the outcome of a save unknown if its response and the lock were lost",
    saving,
    [
      saw("success", 10_000, "save"),
      { type: "lock", lock: "lost", elapsedMs: 10_500 },
      savedOnce(),
    ],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "does not know a save without a response on a system without an identity",
    saving,
    [saw("success", 10_000, "save"), savedOnce({ uptimeSeconds: undefined })],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "loses a save that ended after the lock was lost",
    { ...saving, submission: "accepted" },
    [{ type: "lock", lock: "lost", elapsedMs: 500 }, saw("success", 10_000, "save"), savedOnce()],
    { outcome: "lost", reason: "lock-lost", versionEvidence: "inconclusive" },
  ],
  [
    "loses a save after a restart, even if the version moved",
    saving,
    [
      { type: "system", elapsedMs: 1_000, system: { ...system, uptimeSeconds: 1 } },
      savedOnce({ uptimeSeconds: 2 }),
    ],
    { outcome: "lost", reason: "restarted", versionEvidence: "inconclusive" },
  ],
  [
    "loses a save after a switchover and back, even if the version moved",
    saving,
    [{ type: "system", elapsedMs: 1_000, system: { ...system, hostName: "b" } }, savedOnce()],
    { outcome: "lost", reason: "switched-over", versionEvidence: "inconclusive" },
  ],
  [
    "finds the versions inconclusive if a save was superseded under our lock",
    { ...saving, submission: "accepted" },
    [saw("inProgress", 1_000, "save"), saw("success", 2_000, "verify"), savedOnce()],
    {
      outcome: "superseded",
      by: { operation: "verify", status: "success" },
      versionEvidence: "inconclusive",
    },
  ],
  [
    "finds the versions inconclusive if a save of the baseline may have continued",
    { ...saving, baseline: { ...saving.baseline, operationState: { ...word, operation: "save" } } },
    [saw("success", 10_000, "save"), savedOnce()],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "finds the versions inconclusive for a save without a response that a later one followed",
    { ...saving, isFollowed: true },
    [saw("success", 10_000, "save"), savedOnce()],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
  [
    "finds the versions inconclusive for an activate without a response after a foreign request",
    unknown,
    [saw("success", 1_000, "verify"), saw("success", 10_000, "save"), confirmed(5)],
    { outcome: "submission-unknown", versionEvidence: "inconclusive" },
  ],
])("%s", ([, state, observations, want]) => {
  expect(outcome(state, ...observations)).toStrictEqual(want);
});

test("reads the versions again if a restart is detected after them", () => {
  const restarted = confirmed(5, { uptimeSeconds: 1 });
  expect(after(submitted, saw("success"), restarted).decision).toEqual({ next: "confirm" });
});

test("returns the error message of the device with a failure", () => {
  const operationState = { operation: "activate", status: "fail", errorMessage: "Why." } as const;
  const got = outcome(
    submitted,
    { type: "operationState", elapsedMs: 1, operationState },
    confirmed(5),
  );
  expect(got).toEqual({ outcome: "failed", confidence: "proven", errorMessage: "Why." });
});

test("returns the baseline, readings, lock, versions and system as evidence", () => {
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

test("keeps the state as plain data", () => {
  const { state } = after(submitted, saw("inProgress"), saw("success"));
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});
