import { isTerminal, type OperationState } from "@asyncstatus/model";
import type { Confidence, FinalOutcome } from "../../src/operation/outcome.ts";
import type { WaitState } from "../../src/operation/wait-state.ts";
import type { Step } from "./explore.ts";
import type { State, Transition } from "./model.ts";
import type { TrueResult } from "./world.ts";

/** An invariant that each step of our client must keep. */
export type InvariantName =
  | "a request that is proven to have succeeded has succeeded"
  | "a request that is proven to have failed has failed"
  | "a request that is reported as succeeded has succeeded, or its configuration is running"
  | "a request that is reported as failed has failed"
  | "a request that the versions confirm has succeeded, or its configuration is running"
  | "a request that the versions deny has no effect later"
  | "no result depends on the lock after a foreign request under it"
  | "a verdict follows from the last reading"
  | "an end of our request under our lock ends the wait"
  | "a foreign request that replaces ours ends the wait"
  | "a status that stays cleared after our request ends the wait"
  | "time passes before the status is read again"
  | "no proven result contradicts the versions"
  | "versions that lag behind contradict no result"
  | "the versions confirm a save only if they show one more";

/** Returns true if a step of our client breaks an invariant. */
export type IsBroken = (from: State, step: Step<State, Transition>) => boolean;

export const invariants: Readonly<Record<InvariantName, IsBroken>> = {
  "a request that is proven to have succeeded has succeeded": atEnd(
    (reported, ours) =>
      reported.outcome === "succeeded" && reported.confidence === "proven" && ours !== "success",
  ),
  "a request that is proven to have failed has failed": atEnd(
    (reported, ours) =>
      reported.outcome === "failed" && reported.confidence === "proven" && ours !== "fail",
  ),
  "a request that is reported as succeeded has succeeded, or its configuration is running": atEnd(
    (reported, ours) =>
      reported.outcome === "succeeded" &&
      isClaimed(reported) &&
      ours !== "success" &&
      !doesRun(reported),
  ),
  "a request that is reported as failed has failed": atEnd(
    (reported, ours) => reported.outcome === "failed" && isClaimed(reported) && ours !== "fail",
  ),
  "a request that the versions confirm has succeeded, or its configuration is running": atEnd(
    (reported, ours) =>
      "versionEvidence" in reported &&
      reported.versionEvidence === "confirms" &&
      ours !== "success" &&
      !doesRun(reported),
  ),
  "a request that the versions deny has no effect later": (from, step) => {
    const { isOnItsWay } = step.state.world.value;
    return denied(from, step) && (isOnItsWay || wasEffective(from, step));
  },

  "no result depends on the lock after a foreign request under it": atEnd(
    (reported, _, { foreignSeen, clock, verdict }) =>
      // sbc.settle() has a lock of its own.
      foreignSeen && clock !== "settling" && restsOnLock(reported, verdict),
  ),
  "a verdict follows from the last reading": (from, { state }) => {
    const was = waitIn(from);
    const now = waitIn(state);
    return !!was && !was.verdict && !!now?.verdict && !isFounded(was, now, from);
  },
  "an end of our request under our lock ends the wait": afterStatus((operationState, was, now) => {
    // A status like that of the baseline may be the earlier request.
    const isTold = was.seen || was.baseline.operationState?.operation !== was.operation;
    const isOurEnd =
      operationState?.operation === was.operation && isTerminal(operationState.status);
    return isTold && isOurEnd && now.lock !== "lost" && !now.verdict;
  }),
  "a foreign request that replaces ours ends the wait": afterStatus(
    (operationState, was, now) =>
      was.seen && !!operationState && operationState.operation !== was.operation && !now.verdict,
  ),
  "a status that stays cleared after our request ends the wait": afterStatus(
    (operationState, was, now) => !operationState && was.seen && was.emptied && !now.verdict,
  ),
  "no proven result contradicts the versions": atEnd((reported) => {
    if (
      !("confidence" in reported) ||
      reported.confidence !== "proven" ||
      reported.operation !== "activate"
    )
      return false;
    const { baseline, versions } = reported.evidence;
    const [before, after] = [baseline.versions, versions?.runningVersion];
    if (!before || before.runningVersion === before.currentVersion) return false;
    const denied = reported.outcome === "succeeded" ? before.runningVersion : before.currentVersion;
    return after === denied;
  }),
  "versions that lag behind contradict no result": (from, { transition, state: { client } }) => {
    if (client.value.at !== "ended") return false;
    // Ten seconds later, the versions that were read before count as current.
    if ("after" in transition && transition.after === "ten seconds") return false;
    if ("long" in transition && transition.long) return false;
    const outcome = client.value.outcome.value;
    const isContradicted = outcome.outcome === "lost" && outcome.reason === "contradicted";
    return isContradicted && from.world.value.reported !== undefined;
  },
  "the versions confirm a save only if they show one more": atEnd((reported, _, { verdict }) => {
    const { baseline, versions } = reported.evidence;
    const isConfirmed = reported.outcome === "succeeded" && verdict?.kind !== "ended";
    if (!isConfirmed || reported.operation !== "save") return false;
    return versions?.currentVersion !== (baseline.versions?.currentVersion ?? 0) + 1;
  }),
  "time passes before the status is read again": (from, { transition, state }) => {
    const isAgain = !!waitIn(from) && "poll" in state.client.value && !waitIn(state)?.verdict;
    if (!isAgain) return false;
    switch (transition.kind) {
      case "reads":
        return transition.what === "operationState" && !transition.pauses;
      case "gets no response":
        return transition.to === "operationState" && !transition.pauses;
      default:
        return false;
    }
  },
};

const denied = atEnd(
  (reported) => "versionEvidence" in reported && reported.versionEvidence === "denies",
);

const wasEffective = atEnd((_, ours) => ours === "success" || ours === "running");

/** Returns false for a probable outcome, which may be wrong. */
function isClaimed({ confidence }: { readonly confidence: Confidence }): boolean {
  return confidence !== "probable";
}

/** Compares the outcome of a wait with the true result. */
function atEnd(
  isBroken: (reported: FinalOutcome, ours: TrueResult, wait: WaitState) => boolean,
): IsBroken {
  return (_, { state: { client, world } }) =>
    client.value.at === "ended" &&
    isBroken(client.value.outcome.value, world.value.ours, client.value.wait.value);
}

/** Judges a step that reads the status without an earlier verdict. */
function afterStatus(
  isBroken: (operationState: OperationState | undefined, was: WaitState, now: WaitState) => boolean,
): IsBroken {
  return (from, { transition, state }) => {
    if (transition.kind !== "reads" || transition.what !== "operationState") return false;
    const was = waitIn(from);
    const now = waitIn(state);
    return !!was && !!now && isBroken(slotIn(from), was, now);
  };
}

function waitIn({ client: { value: client } }: State): WaitState | undefined {
  if ("poll" in client) return client.poll.value.wait;
  return "wait" in client ? client.wait.value : undefined;
}

function slotIn({ world: { value: world } }: State): OperationState | undefined {
  return world.slots[world.active];
}

/** Returns true if it is an activate and its configuration is running, by any cause. */
function doesRun({ operation, evidence: { baseline, versions } }: FinalOutcome): boolean {
  if (operation !== "activate" || !baseline.versions || !versions) return false;
  return versions.runningVersion === baseline.versions.currentVersion;
}

/** Returns true if the outcome would be wrong if others submitted requests under our lock. */
function restsOnLock(reported: FinalOutcome, verdict: WaitState["verdict"]): boolean {
  if (verdict?.kind === "ended")
    return "confidence" in reported && reported.confidence === "proven";
  if ("versionEvidence" in reported && reported.versionEvidence === "denies")
    return verdict?.kind !== "lost";
  const isYes =
    reported.outcome === "succeeded" ||
    ("versionEvidence" in reported && reported.versionEvidence === "confirms");
  return isYes && reported.operation === "save";
}

/** Returns true if the verdict follows from the state in which it was reached. */
function isFounded(was: WaitState, { verdict, lock }: WaitState, state: State): boolean {
  const { active, restarted } = state.world.value;
  const client = state.client.value;
  const operationState = slotIn(state);
  const isOurs = operationState?.operation === was.operation;
  const isEnd = isOurs && isTerminal(operationState.status);
  const isLate = client.at === "polling" && (client.elapsedMs ?? 0) >= was.registrationMs;
  switch (verdict?.kind) {
    case "ended":
      return isEnd;
    case "superseded":
      return operationState !== undefined && !isOurs && (was.seen || isLate);
    case "lost":
      if (verdict.reason === "status-cleared")
        return !operationState && was.emptied && (was.seen || isLate);
      return verdict.reason === "lock-lost"
        ? lock === "lost" && isEnd
        : was.baseline.system?.hostName !== active || restarted[active];
    case "submission-unknown":
      return was.submission === "unknown" && isLate;
    case undefined:
      return true;
  }
}
