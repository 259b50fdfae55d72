import { describeOperationState, isTerminal, type OperationState } from "@asyncstatus/model";
import type { Attribution, Basis, WaitState } from "./wait-state.ts";

/** Whose request a look at the slot is about, and why. */
export interface AttributionResult {
  readonly attribution: Attribution;
  readonly reason: string;
  /** What it rests on, where it is ours. */
  readonly basis?: Basis;
}

/**
 * Says whose request the slot is about.
 *
 * It is ours where the slot has changed since the baseline to a request of our name: while the lock is
 * held, and as far as it binds everybody, nobody else can have issued one. A slot that may show what it
 * showed before is stale until the device must have registered our request.
 *
 * @param sinceMs The time since the submission.
 */
export function attribute(
  state: WaitState,
  operationState: OperationState | undefined,
  elapsedMs: number,
): AttributionResult {
  const { baseline, operation } = state;
  if (state.epoch === "new") {
    return { attribution: "unknown", reason: "the system has restarted or changed roles since" };
  }
  const unchanged = equalStates(operationState, baseline.operationState);
  const mayBeOld = !state.seen && (unchanged || isSequel(operationState, baseline.operationState));
  const old = `${unchanged ? "as before the submission" : "what was there before may have gone on"}: ${describeOperationState(operationState)}`;
  const mustShow = state.submission === "accepted" && elapsedMs >= state.registrationMs;
  if (mayBeOld && !(mustShow && operationState?.operation === operation)) {
    return { attribution: "stale", reason: old };
  }
  if (!operationState)
    return { attribution: "unknown", reason: "the device no longer shows any request" };
  if (operationState.operation !== operation) {
    return {
      attribution: "foreign",
      reason: `${describeOperationState(operationState)}; ours is ${operation}`,
    };
  }
  if (state.lock === "lost") {
    const reason = `since the lock is lost, somebody else may have issued this ${operation}`;
    return { attribution: "unknown", reason };
  }
  if (mayBeOld) {
    const reason = `${old}; but by the vendor's word the last one issued shows, which is ours`;
    return { attribution: "ours", basis: "vendor", reason };
  }
  if (state.foreignSeen) {
    const reason =
      "the last one issued, by the vendor's word; others issue requests without the lock";
    return { attribution: "ours", basis: "vendor", reason };
  }
  const reason = `was: ${describeOperationState(baseline.operationState)}; changed since, under our lock`;
  return { attribution: "ours", basis: "transition", reason };
}

/**
 * Whether the slot may show what has become of the request that it showed before: that one was not
 * `inProgress`, or we would not have started, but its status was a word that we do not know.
 */
function isSequel(
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

/** Whether two looks at the slot show the same, to the letter. */
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
