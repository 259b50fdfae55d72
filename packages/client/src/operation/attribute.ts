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
 * the one of the baseline is stale until the device must have registered our request. Until the fence, a
 * change may be a request from before our lock that the status shows late.
 */
export function attribute(
  state: WaitState,
  operationState: OperationState | undefined,
  elapsedMs: number,
): AttributionResult {
  const { baseline, operation, submission, fenceMs } = state;
  if (state.epoch === "new") {
    return { attribution: "unknown", reason: "restarted-or-switched-over" };
  }
  const isUnchanged = isSameRequest(operationState, baseline.operationState);
  const mayBeOld = mayBeBaseline(state, operationState);
  if (
    mayBeOld &&
    !(mustBeRegistered(state, elapsedMs) && operationState?.operation === operation)
  ) {
    return { attribution: "stale", reason: isUnchanged ? "unchanged" : "continued" };
  }
  if (!operationState) return { attribution: "unknown", reason: "status-cleared" };
  if (operationState.operation !== operation) {
    return mayVerifyFirst(state, operationState, elapsedMs)
      ? { attribution: "ours", reason: "verify-of-save" }
      : { attribution: "foreign", reason: "other-operation" };
  }
  if (state.isFollowed) return { attribution: "foreign", reason: "followed" };
  if (elapsedMs < fenceMs || (submission === "unknown" && fenceMs > 0)) {
    return { attribution: "unknown", reason: "may-be-earlier" };
  }
  if (state.mayBeRepeated) return { attribution: "unknown", reason: "may-be-repeated" };
  if (state.lock === "lost") return { attribution: "unknown", reason: "lock-lost" };
  if (mayBeOld) return { attribution: "ours", reason: "vendor-order" };
  if (state.foreignSeen) return { attribution: "ours", reason: "foreign-seen" };
  return { attribution: "ours", reason: "changed-under-lock" };
}

/** Returns true if the status may still be the one of the baseline. */
export function mayBeBaseline(
  { seen, baseline }: WaitState,
  operationState: OperationState | undefined,
): boolean {
  return (
    !seen &&
    (isSameRequest(operationState, baseline.operationState) ||
      isContinuation(operationState, baseline.operationState))
  );
}

/**
 * Returns true for the verify that a save may make first. Another user's verify looks the same, so it is
 * only expected until the save must have followed.
 */
function mayVerifyFirst(
  { operation, seen, verifiedAtMs, registrationMs }: WaitState,
  operationState: OperationState,
  elapsedMs: number,
): boolean {
  return (
    operation === "save" &&
    !seen &&
    operationState.operation === "verify" &&
    (verifiedAtMs === undefined || elapsedMs < verifiedAtMs + registrationMs)
  );
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

/**
 * Returns true if two readings may show the same request at the same stage. The error message does not
 * count: a device may reword the one of an old failure, for example with its age.
 */
export function isSameRequest(
  a: OperationState | undefined,
  b: OperationState | undefined,
): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.operation === b.operation &&
      a.status === b.status &&
      a.raw?.operation === b.raw?.operation &&
      a.raw?.status === b.raw?.status)
  );
}
