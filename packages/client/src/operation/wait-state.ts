import type { ConfigVersions, OperationName, OperationState } from "@asyncstatus/model";

/** What `system/status` tells about which system answers, and since when it runs. */
export interface SystemIdentity {
  readonly hostName?: string;
  readonly role?: string;
  readonly uptimeSeconds?: number;
}

/** What the device said just before the request was submitted. */
export interface Baseline {
  /** The slot; absent where there had been no asynchronous request. */
  readonly operationState?: OperationState;
  readonly versions?: ConfigVersions;
  readonly system?: SystemIdentity;
}

/** One look at the slot that differed from the look before. */
export interface StatusReading {
  /** Since the submission. */
  readonly elapsedMs: number;
  /** What the slot showed; absent where it was empty. */
  readonly operationState?: OperationState;
  readonly attribution: Attribution;
  readonly reason: string;
}

/** Whose request a look at the slot is about. */
export type Attribution = "ours" | "stale" | "foreign" | "unknown";

/** What a wait has come to, as soon as it has been confirmed that the system is still the same. */
export type Verdict =
  | { readonly kind: "ended"; readonly operationState: OperationState; readonly basis: Basis }
  | { readonly kind: "superseded"; readonly by: OperationState }
  | {
      readonly kind: "lost";
      readonly why: "lock-lost" | "restarted" | "switched-over" | "status-cleared";
    }
  | { readonly kind: "submission-unknown" };

/**
 * What it rests on that the slot is about our request: that it changed after the submission, while
 * the lock kept others from issuing one; or the vendor's word alone that it shows the last one issued.
 */
export type Basis = "transition" | "vendor";

/** Everything that the decision rests on. Plain data without secrets, so that it can be kept. */
export interface WaitState {
  readonly operation: OperationName;
  /** `unknown` where the answer to the submission was lost. */
  readonly submission: "accepted" | "unknown";
  readonly baseline: Baseline;
  /** How long the device may take to show a request that it has taken. Assumed. */
  readonly registrationMs: number;
  /** Whether the lock has been held without a break since before the baseline. */
  readonly lock: "held" | "lost";
  /** Whether the system is the one of the baseline, without a reboot or a switchover since. */
  readonly epoch: "same" | "new";
  /** Whether the slot has been seen to show our request. */
  readonly seen: boolean;
  /** Whether the slot has been seen to show somebody else's: then the lock does not bind everybody. */
  readonly foreignSeen: boolean;
  /** Whether the slot was empty at the last look, though it must have shown something. */
  readonly emptied: boolean;
  readonly verdict?: Verdict;
  /** What the slot showed, without repetitions. */
  readonly readings: readonly StatusReading[];
}
