import { isTerminal, type OperationState } from "@asyncstatus/model";
import type { Attribution, AttributionReason, WaitState } from "./wait-state.ts";

/** The attribution of a status reading, and its reason. */
export interface AttributionResult {
  readonly attribution: Attribution;
  readonly reason: AttributionReason;
}

/**
 * Attributes the status to a request.
 *
 * The status is ours if it changed since the baseline and shows our operation: while the lock is held,
 * no other user can submit a request, as far as the lock binds all users. A status that may still be
 * the one of the baseline is stale until the device must have registered our request.
 */
export function attribute(
  state: WaitState,
  operationState: OperationState | undefined,
  elapsedMs: number,
): AttributionResult {
  const { baseline, operation } = state;
  if (state.epoch === "new") {
    return { attribution: "unknown", reason: "restarted-or-switched-over" };
  }
  const isUnchanged = equalStates(operationState, baseline.operationState);
  const mayBeOld =
    !state.seen && (isUnchanged || isContinuation(operationState, baseline.operationState));
  if (
    mayBeOld &&
    !(mustBeRegistered(state, elapsedMs) && operationState?.operation === operation)
  ) {
    return { attribution: "stale", reason: isUnchanged ? "unchanged" : "continued" };
  }
  if (!operationState) return { attribution: "unknown", reason: "status-cleared" };
  if (operationState.operation !== operation) {
    return { attribution: "foreign", reason: "other-operation" };
  }
  if (state.lock === "lost") return { attribution: "unknown", reason: "lock-lost" };
  if (mayBeOld) return { attribution: "ours", reason: "vendor-order" };
  if (state.foreignSeen) return { attribution: "ours", reason: "foreign-seen" };
  return { attribution: "ours", reason: "changed-under-lock" };
}

/** Returns true if the status must show our request by now, given that the device accepted it. */
export function mustBeRegistered(
  { submission, registrationMs }: WaitState,
  elapsedMs: number,
): boolean {
  return submission === "accepted" && elapsedMs >= registrationMs;
}

/**
 * Returns true if the status may show the later progress of the request of the baseline. That request
 * was not `inProgress`, or ours would not have been submitted, but its status may be an unknown word.
 */
function isContinuation(
  operationState: OperationState | undefined,
  before: OperationState | undefined,
): boolean {
  return (
    operationState !== undefined &&
    before !== undefined &&
    !isTerminal(before.status) &&
    operationState.operation === before.operation &&
    operationState.raw?.operation === before.raw?.operation
  );
}

/** Returns true if two readings of the status are identical. */
export function equalStates(a: OperationState | undefined, b: OperationState | undefined): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.operation === b.operation &&
      a.status === b.status &&
      a.errorMessage === b.errorMessage &&
      a.raw?.operation === b.raw?.operation &&
      a.raw?.status === b.raw?.status)
  );
}
