import type { ConfigVersions, OperationName, OperationState, XmlContent } from "@asyncstatus/model";

/** The identity and the uptime of the system that responds, from `system/status`. */
export interface SystemIdentity {
  readonly hostName?: string;
  readonly role?: string;
  readonly uptimeSeconds?: number;
  /** The host name of the peer, on a system of a high-availability pair. */
  readonly peerName?: string;
  /** The number of switchovers, on a system of a high-availability pair. */
  readonly switchovers?: number;
}

/** The state of the device just before the submission. */
export interface Baseline {
  /** The status; absent if there had been no asynchronous request. */
  readonly operationState?: OperationState;
  readonly versions?: ConfigVersions;
  readonly system?: SystemIdentity;
}

/** A reading of the status that differs from the reading before. */
export interface StatusReading {
  /** The time since the submission. */
  readonly elapsedMs: number;
  /** The status; absent if the device showed none. */
  readonly operationState?: OperationState;
  readonly attribution: Attribution;
  readonly reason: AttributionReason;
}

/** The owner of the request that a reading shows: us, the request before (stale), another user (foreign). */
export type Attribution = "ours" | "stale" | "foreign" | "unknown";

/** The rule that an attribution follows from. */
export type AttributionReason =
  /** Ours: the status changed to our operation after the submission, while the lock was held. */
  | "changed-under-lock"
  /** Ours, by the documentation: unchanged, but the most recent request must show by now. */
  | "vendor-order"
  /** Ours, by the documentation: another user submitted a request despite the lock. */
  | "foreign-seen"
  /** Stale: the status is identical to the baseline. */
  | "unchanged"
  /** Stale: the request of the baseline may have made progress. */
  | "continued"
  /** Ours: a save may verify the configuration first, and show it. Not an end. */
  | "verify-of-save"
  /** Foreign: the status shows another operation. */
  | "other-operation"
  /** Unknown: the device no longer shows a request. */
  | "status-cleared"
  /** Foreign: this session has submitted another request since. */
  | "followed"
  /** Unknown: it may be an earlier request that the status shows late. */
  | "may-be-earlier"
  /** Unknown: an earlier request of this session, whose response was lost, may show instead. */
  | "may-be-repeated"
  /** Unknown: without the lock, another user may have submitted the same operation. */
  | "lock-lost"
  /** Unknown: after a restart or a switchover, the status need not be about our request. */
  | "restarted-or-switched-over";

/** The reason why an outcome is lost. */
export type LossReason =
  | "restarted"
  | "switched-over"
  | "lock-lost"
  | "status-cleared"
  /** The versions contradict the status, and continued to do so for ten seconds. */
  | "contradicted";

/** The result of a wait, before the versions and the system are read. */
export type Verdict =
  | {
      readonly kind: "ended";
      readonly operationState: OperationState;
      readonly additionalInfo?: XmlContent;
      readonly reason: AttributionReason;
    }
  | { readonly kind: "superseded"; readonly by: OperationState }
  | { readonly kind: "lost"; readonly reason: LossReason }
  | { readonly kind: "submission-unknown" };

/**
 * The lock since before the baseline. `held`: without interruption. `presumed`: the first token of the lock
 * has expired; the vendor documents that a renewal carries the lock over. `lost`: not held the whole time.
 */
export type LockHistory = "held" | "presumed" | "lost";

/** Everything that a decision depends on. Plain data without secrets. */
export interface WaitState {
  readonly operation: OperationName;
  /** `unknown` if the response to the submission was lost. */
  readonly submission: "accepted" | "unknown";
  readonly baseline: Baseline;
  /** The longest time until the device shows an accepted request. Assumed. */
  readonly registrationMs: number;
  /**
   * The time since the submission until which the status may show a request from before our lock. 0 if
   * the lock was held long enough before the baseline.
   */
  readonly fenceMs: number;
  readonly lock: LockHistory;
  /** `same` if the system is the one of the baseline, without a restart or a switchover. */
  readonly epoch: "same" | "new";
  /** True once the status has changed to our operation since the baseline. */
  readonly seen: boolean;
  /** True once the status has shown another user's request: the lock does not bind all users. */
  readonly foreignSeen: boolean;
  /** True if the status was empty at the last poll, though it must show a request. */
  readonly emptied: boolean;
  /** True if an earlier request that shows as this one, and has no response, may still arrive. */
  readonly mayBeRepeated: boolean;
  /** True once this session has submitted a later request: the status shows that one from then on. */
  readonly isFollowed: boolean;
  /**
   * `ours`: the time since the submission is exact. `other`: another process submitted the request, and
   * its clock may differ. `settling`: the same, and nothing can arrive any more, because this session has
   * acquired the lock since.
   */
  readonly clock: "ours" | "other" | "settling";
  /** Since when the status shows the end of a verify that may belong to our save. */
  readonly verifiedAtMs?: number;
  /** Since when the versions contradict the status. */
  readonly contradictedAtMs?: number;
  readonly verdict?: Verdict;
  /** The readings of the status, without repetitions. */
  readonly readings: readonly StatusReading[];
}

/** Returns the state just after a submission. */
export function initialState(
  submission: Pick<WaitState, "operation" | "submission" | "baseline" | "registrationMs"> &
    Partial<WaitState>,
): WaitState {
  return {
    fenceMs: 0,
    lock: "held",
    epoch: "same",
    seen: false,
    foreignSeen: false,
    emptied: false,
    mayBeRepeated: false,
    isFollowed: false,
    clock: "ours",
    readings: [],
    ...submission,
  };
}
