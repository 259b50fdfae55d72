import { isTerminal, type OperationState } from "@asyncstatus/model";
import { type AttributionResult, attribute, equalStates } from "./attribute.ts";
import { type Confirmation, conclude } from "./conclude.ts";
import type { FinalOutcome } from "./outcome.ts";
import { compareSystems } from "./version-evidence.ts";
import type { SystemIdentity, Verdict, WaitState } from "./wait-state.ts";

/** One thing that a wait has learnt. */
export type Observation =
  /** The slot was read; absent where it was empty. */
  | {
      readonly type: "operationState";
      readonly elapsedMs: number;
      readonly operationState?: OperationState;
    }
  /** The system was asked which one it is: an answer had failed to come, or what shows is not what should. */
  | { readonly type: "system"; readonly elapsedMs: number; readonly system: SystemIdentity }
  /** The lock was lost. */
  | { readonly type: "lock-lost"; readonly elapsedMs: number }
  /** Versions and system were asked, in this order, after a verdict. */
  | ({ readonly type: "confirmation" } & Confirmation);

/** What to do next. */
export type Decision =
  /** Read the slot again, after a while. */
  | { readonly next: "poll" }
  /** The same, but ask first which system answers: what the slot shows is not what it should by now. */
  | { readonly next: "identify" }
  /** Ask versions and system, until they answer. */
  | { readonly next: "confirm" }
  | { readonly next: "end"; readonly outcome: FinalOutcome };

/** The state after an observation, and what it asks for. */
export interface Step {
  readonly state: WaitState;
  readonly decision: Decision;
  /** Whose request the slot is about, where the slot was read. */
  readonly attribution?: AttributionResult;
}

/**
 * Takes a wait one step further. Pure: everything that was learnt is in the state and the
 * observation, and nothing else counts.
 */
export function decide(state: WaitState, observation: Observation): Step {
  switch (observation.type) {
    case "operationState":
      return applyStatus(state, observation.operationState, observation.elapsedMs);
    case "lock-lost":
      return goOn({ ...state, lock: "lost" });
    case "system":
      return endEpoch(state, observation) ?? goOn(state);
    case "confirmation": {
      // Versions that were asked before a restart are asked anew.
      const ended = endEpoch(state, observation);
      if (ended || !state.verdict) return ended ?? goOn(state);
      const outcome = conclude(state, state.verdict, observation);
      return { state, decision: { next: "end", outcome } };
    }
  }
}

function goOn(state: WaitState): Step {
  return { state, decision: { next: state.verdict ? "confirm" : "poll" } };
}

function reach(state: WaitState, verdict: Verdict): Step {
  return goOn({ ...state, verdict });
}

/** Where the system is not what it was, the slot no longer has to be about our request. */
function endEpoch(
  state: WaitState,
  { system, elapsedMs }: { readonly system?: SystemIdentity; readonly elapsedMs: number },
): Step | undefined {
  const continuity = compareSystems(state.baseline.system, system, elapsedMs);
  if (state.epoch === "new" || continuity === "same" || continuity === "unknown") return undefined;
  return reach({ ...state, epoch: "new" }, { kind: "lost", why: continuity });
}

function applyStatus(
  before: WaitState,
  operationState: OperationState | undefined,
  elapsedMs: number,
): Step {
  const result = attribute(before, operationState, elapsedMs);
  const { attribution, reason } = result;
  const last = before.readings.at(-1);
  const repeated =
    last?.attribution === attribution && equalStates(last.operationState, operationState);
  const state: WaitState = {
    ...before,
    seen: before.seen || result.basis === "transition",
    foreignSeen: before.foreignSeen || attribution === "foreign",
    emptied: !operationState && attribution === "unknown",
    readings: repeated
      ? before.readings
      : [
          ...before.readings,
          { elapsedMs, ...(operationState && { operationState }), attribution, reason },
        ],
  };
  const verdict = judge(state, operationState, result, elapsedMs, before.emptied);
  if (verdict) return { ...reach(state, verdict), attribution: result };
  const isOdd = state.emptied || (attribution === "stale" && mustShow(state, elapsedMs));
  return { state, decision: { next: isOdd ? "identify" : "poll" }, attribution: result };
}

/** Whether the slot must show our request by now, as far as we know that there is one. */
function mustShow({ submission, registrationMs }: WaitState, elapsedMs: number): boolean {
  return submission === "accepted" && elapsedMs >= registrationMs;
}

function judge(
  state: WaitState,
  operationState: OperationState | undefined,
  { attribution, basis }: AttributionResult,
  elapsedMs: number,
  wasEmptied: boolean,
): Verdict | undefined {
  const ours = operationState?.operation === state.operation ? operationState : undefined;
  const ended = ours && isTerminal(ours.status);
  const registered = elapsedMs >= state.registrationMs;
  switch (attribution) {
    case "ours":
      return ended && basis ? { kind: "ended", operationState: ours, basis } : undefined;
    case "stale":
      // What has our name and has not ended may be ours.
      return registered && state.submission === "unknown" && (ended || !ours)
        ? { kind: "submission-unknown" }
        : undefined;
    case "foreign":
      // Ours may not have been registered yet, and then takes the slot in its turn.
      return operationState && (state.seen || registered)
        ? { kind: "superseded", by: operationState }
        : undefined;
    case "unknown":
      if (ended) return { kind: "lost", why: "lock-lost" };
      // The device may have had nothing to say for a moment only.
      if (!wasEmptied || !state.emptied) return undefined;
      if (state.seen || mustShow(state, elapsedMs)) return { kind: "lost", why: "status-cleared" };
      return registered ? { kind: "submission-unknown" } : undefined;
  }
}
