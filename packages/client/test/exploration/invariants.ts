import { isTerminal, type OperationState } from "@asyncstatus/model";
import type { Confidence, FinalOutcome } from "../../src/operation/outcome.ts";
import type { WaitState } from "../../src/operation/wait-state.ts";
import type { Step } from "./explore.ts";
import type { Attribution, State } from "./model.ts";
import type { Fate } from "./world.ts";

/** What our client must keep, step by step. */
export type InvariantName =
  | "what is proven to have succeeded has"
  | "what is proven to have failed has"
  | "what is said to have succeeded has, or, of an activate, what was to be activated runs"
  | "what is said to have failed has"
  | "what is said to have taken effect has, or, of an activate, what was to be activated runs"
  | "what is said to have taken no effect never will"
  | "nothing rests on the lock once somebody else's request was seen under it"
  | "a verdict rests on what was just seen"
  | "an end of ours that is seen under our lock ends the wait"
  | "somebody else's request in the place of ours ends the wait"
  | "where ours was seen, a slot that stays empty ends the wait"
  | "before the status is read again, time passes"
  | "nothing is proven that the versions contradict";

/** Whether a step of our client, from one state to another, breaks an invariant. */
export type IsBroken = (from: State, step: Step<State, Attribution>) => boolean;

export const invariants: Readonly<Record<InvariantName, IsBroken>> = {
  "what is proven to have succeeded has": atEnd(
    (said, ours) =>
      said.outcome === "succeeded" && said.confidence === "proven" && ours !== "success",
  ),
  "what is proven to have failed has": atEnd(
    (said, ours) => said.outcome === "failed" && said.confidence === "proven" && ours !== "fail",
  ),
  "what is said to have succeeded has, or, of an activate, what was to be activated runs": atEnd(
    (said, ours) =>
      said.outcome === "succeeded" && isClaimed(said) && ours !== "success" && !doesRun(said),
  ),
  "what is said to have failed has": atEnd(
    (said, ours) => said.outcome === "failed" && isClaimed(said) && ours !== "fail",
  ),
  "what is said to have taken effect has, or, of an activate, what was to be activated runs": atEnd(
    (said, ours) =>
      "versionEvidence" in said &&
      said.versionEvidence === "confirms" &&
      ours !== "success" &&
      !doesRun(said),
  ),
  "what is said to have taken no effect never will": atEnd(
    (said, ours) =>
      "versionEvidence" in said &&
      said.versionEvidence === "denies" &&
      (ours === "success" || ours === "at work"),
  ),
  "nothing rests on the lock once somebody else's request was seen under it": atEnd(
    (said, _, { foreignSeen, clock, verdict }) =>
      // What settles rests on another lock.
      foreignSeen && clock !== "settling" && restsOnLock(said, verdict),
  ),
  "a verdict rests on what was just seen": (from, { state }) => {
    const was = waitIn(from);
    const now = waitIn(state);
    return !!was && !was.verdict && !!now?.verdict && !isFounded(was, now, from);
  },
  "an end of ours that is seen under our lock ends the wait": afterStatus(
    (operationState, was, now) => {
      // What looks like the request before may be that one.
      const isTold = was.seen || was.baseline.operationState?.operation !== was.operation;
      const isOurEnd =
        operationState?.operation === was.operation && isTerminal(operationState.status);
      return isTold && isOurEnd && now.lock !== "lost" && !now.verdict;
    },
  ),
  "somebody else's request in the place of ours ends the wait": afterStatus(
    (operationState, was, now) =>
      was.seen && !!operationState && operationState.operation !== was.operation && !now.verdict,
  ),
  "where ours was seen, a slot that stays empty ends the wait": afterStatus(
    (operationState, was, now) => !operationState && was.seen && was.emptied && !now.verdict,
  ),
  "nothing is proven that the versions contradict": atEnd((said) => {
    if (!("confidence" in said) || said.confidence !== "proven" || said.operation !== "activate")
      return false;
    const { baseline, versions } = said.evidence;
    const [before, after] = [baseline.versions, versions?.runningVersion];
    if (!before || before.runningVersion === before.currentVersion) return false;
    const denied = said.outcome === "succeeded" ? before.runningVersion : before.currentVersion;
    return after === denied;
  }),
  "before the status is read again, time passes": (from, { attribution, state }) => {
    const isAgain = !!waitIn(from) && "poll" in state.client.value && !waitIn(state)?.verdict;
    if (!isAgain) return false;
    switch (attribution.kind) {
      case "reads":
        return attribution.what === "operationState" && !attribution.pauses;
      case "gets no response":
        return attribution.to === "operationState" && !attribution.pauses;
      default:
        return false;
    }
  },
};

/** A probable outcome does not claim to be right. */
function isClaimed({ confidence }: { readonly confidence: Confidence }): boolean {
  return confidence !== "probable";
}

/** An invariant about what is said at the end of a wait, and what is true then. */
function atEnd(isBroken: (said: FinalOutcome, ours: Fate, wait: WaitState) => boolean): IsBroken {
  return (_, { state: { client, world } }) =>
    client.value.at === "ended" &&
    isBroken(client.value.outcome.value, world.value.ours, client.value.wait.value);
}

/** An invariant about what is made of a reading of the status, where no verdict was reached before. */
function afterStatus(
  isBroken: (operationState: OperationState | undefined, was: WaitState, now: WaitState) => boolean,
): IsBroken {
  return (from, { attribution, state }) => {
    if (attribution.kind !== "reads" || attribution.what !== "operationState") return false;
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

/** Whether it is an activate, and what it was to activate runs: by whose hand, the versions do not say. */
function doesRun({ operation, evidence: { baseline, versions } }: FinalOutcome): boolean {
  if (operation !== "activate" || !baseline.versions || !versions) return false;
  return versions.runningVersion === baseline.versions.currentVersion;
}

/** Whether it could not be said if others issued requests while we hold the lock. */
function restsOnLock(said: FinalOutcome, verdict: WaitState["verdict"]): boolean {
  if (verdict?.kind === "ended") return "confidence" in said && said.confidence === "proven";
  if ("versionEvidence" in said && said.versionEvidence === "denies")
    return verdict?.kind !== "lost";
  const isYes =
    said.outcome === "succeeded" ||
    ("versionEvidence" in said && said.versionEvidence === "confirms");
  return isYes && said.operation === "save";
}

/** Whether the state in which a verdict was reached gives a reason for it. */
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
