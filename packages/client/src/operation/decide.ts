import { isTerminal, type OperationState, type XmlContent } from "@asyncstatus/model";
import {
  type AttributionResult,
  attribute,
  isSameRequest,
  mayBeBaseline,
  mustBeRegistered,
} from "./attribute.ts";
import { compareSystems } from "./compare-systems.ts";
import { type Confirmation, conclude, contradictionOf } from "./conclude.ts";
import type { FinalOutcome } from "./outcome.ts";
import type { LockHistory, SystemIdentity, Verdict, WaitState } from "./wait-state.ts";

/** An input of a wait. */
export type Observation =
  /** The status was read; absent if the device shows none. */
  | {
      readonly type: "operationState";
      readonly elapsedMs: number;
      readonly operationState?: OperationState;
      readonly additionalInfo?: XmlContent;
    }
  /** The system was identified after a failed poll or an unexpected status. */
  | { readonly type: "system"; readonly elapsedMs: number; readonly system: SystemIdentity }
  /** The lock is no longer certain, or lost. */
  | {
      readonly type: "lock";
      readonly elapsedMs: number;
      readonly lock: Exclude<LockHistory, "held">;
    }
  /** The versions, then the system, were read after a verdict. */
  | ({ readonly type: "confirmation" } & Confirmation);

/** The next action of a wait. */
export type Decision =
  /** Read the status again, after the poll interval. */
  | { readonly next: "poll" }
  /** The same, but identify the system first, because the status is unexpected. */
  | { readonly next: "identify" }
  /** Read the versions and the system. */
  | { readonly next: "confirm" }
  | { readonly next: "end"; readonly outcome: FinalOutcome };

/** The state after an observation, and the next action. */
export interface Step {
  readonly state: WaitState;
  readonly decision: Decision;
  /** The attribution, if the status was read. */
  readonly attribution?: AttributionResult;
}

/** Applies an observation to the state of a wait. Pure: the result depends on the arguments alone. */
export function decide(state: WaitState, observation: Observation): Step {
  switch (observation.type) {
    case "operationState":
      return applyStatus(state, observation);
    case "lock":
      return next(state.lock === "lost" ? state : { ...state, lock: observation.lock });
    case "system":
      return endEpoch(state, observation) ?? next(state);
    case "confirmation": {
      // Versions that were read before a restart are read again.
      const ended = endEpoch(state, observation);
      if (ended || !state.verdict) return ended ?? next(state);
      return applyConfirmation(state, state.verdict, observation);
    }
  }
}

function next(state: WaitState): Step {
  return { state, decision: { next: state.verdict ? "confirm" : "poll" } };
}

function reach(state: WaitState, verdict: Verdict): Step {
  return next({ ...state, verdict });
}

/** Loses the request if the system restarted or switched over: the status need not be about it. */
function endEpoch(
  state: WaitState,
  { system, elapsedMs }: { readonly system?: SystemIdentity; readonly elapsedMs: number },
): Step | undefined {
  const passedMs = state.clock === "ours" ? elapsedMs : undefined;
  const continuity = compareSystems(state.baseline.system, system, passedMs);
  if (state.epoch === "new" || continuity === "same" || continuity === "unknown") return undefined;
  return reach({ ...state, epoch: "new" }, { kind: "lost", reason: continuity });
}

/** Ends the wait, unless the versions contradict the status and may still catch up with it. */
function applyConfirmation(state: WaitState, verdict: Verdict, confirmation: Confirmation): Step {
  const end = (outcome: FinalOutcome): Step => ({ state, decision: { next: "end", outcome } });
  const contradiction = contradictionOf(state, verdict, confirmation);
  if (!contradiction) return end(conclude(state, verdict, confirmation));
  const { elapsedMs } = confirmation;
  const { contradictedAtMs = elapsedMs } = state;
  if (elapsedMs - contradictedAtMs >= contradiction.forMs) {
    const last: Verdict = contradiction.isFinal
      ? { kind: "lost", reason: "contradicted" }
      : verdict;
    return end(conclude(state, last, confirmation));
  }
  const { verdict: _, ...rest } = state;
  return { state: { ...rest, contradictedAtMs }, decision: { next: "poll" } };
}

function applyStatus(
  before: WaitState,
  observation: Extract<Observation, { type: "operationState" }>,
): Step {
  const { operationState, additionalInfo, elapsedMs } = observation;
  const result = attribute(before, operationState, elapsedMs);
  const { attribution, reason } = result;
  const last = before.readings.at(-1);
  const repeated =
    last?.attribution === attribution &&
    last.reason === reason &&
    isSameRequest(last.operationState, operationState);
  const isOurs = operationState?.operation === before.operation && before.epoch === "same";
  const verifiedAtMs =
    reason === "verify-of-save" && operationState && isTerminal(operationState.status)
      ? (before.verifiedAtMs ?? elapsedMs)
      : undefined;
  const { verifiedAtMs: _, ...kept } = before;
  const state: WaitState = {
    ...kept,
    ...(verifiedAtMs !== undefined && { verifiedAtMs }),
    seen: before.seen || (isOurs && !mayBeBaseline(before, operationState)),
    // Before the fence, it may be a request from before our lock.
    foreignSeen: before.foreignSeen || (attribution === "foreign" && elapsedMs >= before.fenceMs),
    emptied: !operationState && attribution === "unknown",
    readings: repeated
      ? before.readings
      : [
          ...before.readings,
          { elapsedMs, ...(operationState && { operationState }), attribution, reason },
        ],
  };
  const judged = judge(state, operationState, result, elapsedMs, before.emptied);
  const verdict: Verdict | undefined =
    judged?.kind === "ended" && additionalInfo ? { ...judged, additionalInfo } : judged;
  if (verdict) return { ...reach(state, verdict), attribution: result };
  const isUnexpected =
    state.emptied || (attribution === "stale" && mustBeRegistered(state, elapsedMs));
  return { state, decision: { next: isUnexpected ? "identify" : "poll" }, attribution: result };
}

function judge(
  state: WaitState,
  operationState: OperationState | undefined,
  { attribution, reason }: AttributionResult,
  elapsedMs: number,
  wasEmptied: boolean,
): Verdict | undefined {
  if (elapsedMs < state.fenceMs) return undefined;
  const ours = operationState?.operation === state.operation ? operationState : undefined;
  const ended = ours && isTerminal(ours.status);
  const registered = elapsedMs >= state.registrationMs;
  switch (attribution) {
    case "ours":
      return ended ? { kind: "ended", operationState: ours, reason } : undefined;
    case "stale":
      // A request of our operation that has not ended may be ours.
      return registered && state.submission === "unknown" && (ended || !ours)
        ? { kind: "submission-unknown" }
        : undefined;
    case "foreign":
      // Ours may not have been registered yet, and may replace the foreign one.
      return operationState && (state.seen || registered)
        ? { kind: "superseded", by: operationState }
        : undefined;
    case "unknown":
      if (ended) {
        // Of two submissions without a response, each may be the one that ended.
        if (state.mayBeRepeated && state.submission === "unknown") {
          return registered ? { kind: "submission-unknown" } : undefined;
        }
        // Another request of the same name may have replaced one that did not change the status.
        return state.seen && !state.foreignSeen
          ? { kind: "ended", operationState: ours, reason }
          : { kind: "lost", reason: "lock-lost" };
      }
      // A single empty status may be momentary.
      if (!wasEmptied || !state.emptied) return undefined;
      if (state.seen || mustBeRegistered(state, elapsedMs)) {
        return { kind: "lost", reason: "status-cleared" };
      }
      return registered ? { kind: "submission-unknown" } : undefined;
  }
}
