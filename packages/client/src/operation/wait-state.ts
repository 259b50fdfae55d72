import type { ConfigVersions, OperationName, OperationState } from "@asyncstatus/model";

/** The identity and the uptime of the system that responds, from `system/status`. */
export interface SystemIdentity {
  readonly hostName?: string;
  readonly role?: string;
  readonly uptimeSeconds?: number;
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
  /** Ours: the status changed to our operation after the submission, under the lock. */
  | "changed-under-lock"
  /** Ours, by the documentation: unchanged, but the most recent request must show by now. */
  | "vendor-order"
  /** Ours, by the documentation: another user submitted a request despite the lock. */
  | "foreign-seen"
  /** Stale: the status is identical to the baseline. */
  | "unchanged"
  /** Stale: the request of the baseline may have made progress. */
  | "continued"
  /** Foreign: the status shows another operation. */
  | "other-operation"
  /** Unknown: the device no longer shows a request. */
  | "status-cleared"
  /** Unknown: without the lock, another user may have submitted the same operation. */
  | "lock-lost"
  /** Unknown: after a restart or a switchover, the status need not be about our request. */
  | "restarted-or-switched-over";

/** The reason why an outcome is lost. */
export type LossReason = "restarted" | "switched-over" | "lock-lost" | "status-cleared";

/** The result of a wait, before the versions and the system are read. */
export type Verdict =
  | {
      readonly kind: "ended";
      readonly operationState: OperationState;
      readonly reason: AttributionReason;
    }
  | { readonly kind: "superseded"; readonly by: OperationState }
  | { readonly kind: "lost"; readonly reason: LossReason }
  | { readonly kind: "submission-unknown" };

/** Everything that a decision depends on. Plain data without secrets. */
export interface WaitState {
  readonly operation: OperationName;
  /** `unknown` if the response to the submission was lost. */
  readonly submission: "accepted" | "unknown";
  readonly baseline: Baseline;
  /** The longest time until the device shows an accepted request. Assumed. */
  readonly registrationMs: number;
  /** `held` if the lock has been held without interruption since before the baseline. */
  readonly lock: "held" | "lost";
  /** `same` if the system is the one of the baseline, without a restart or a switchover. */
  readonly epoch: "same" | "new";
  /** True once the status has shown our request. */
  readonly seen: boolean;
  /** True once the status has shown another user's request: the lock does not bind all users. */
  readonly foreignSeen: boolean;
  /** True if the status was empty at the last poll, though it must show a request. */
  readonly emptied: boolean;
  readonly verdict?: Verdict;
  /** The readings of the status, without repetitions. */
  readonly readings: readonly StatusReading[];
}
