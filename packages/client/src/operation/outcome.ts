import type { ConfigVersions, OperationName, OperationState, XmlContent } from "@asyncstatus/model";
import type { VersionEvidence } from "./version-evidence.ts";
import type {
  Baseline,
  LockHistory,
  LossReason,
  StatusReading,
  SystemIdentity,
} from "./wait-state.ts";

/**
 * The confidence of an outcome.
 *
 * `proven`: the status changed to our request after the submission, the lock was held from before the
 * baseline until the end was seen, the system stayed the same, and the versions do not contradict it.
 * `documented`: it follows from the vendor's documentation that the status shows the most recent request
 * and that a renewal keeps the lock, or from the versions.
 * `probable`: the status shows the end of a request of our name, and nothing contradicts it. But another
 * user or an earlier request of ours may have caused it, or the system could not be identified at the end.
 * THE-WAIT.md lists the assumptions of each.
 */
export type Confidence = "proven" | "documented" | "probable";

/** The facts that an outcome follows from, to be checked by an engineer. */
export interface Evidence {
  /** The state of the device just before the submission. */
  readonly baseline: Baseline;
  /** The readings of the status since, without repetitions, each with its attribution. */
  readonly readings: readonly StatusReading[];
  /** The lock, from before the baseline until the end was seen. */
  readonly lock: LockHistory;
  /** The versions of the configuration at the end, if the device returned them. */
  readonly versions?: ConfigVersions;
  /** The system at the end, if the device returned it. */
  readonly system?: SystemIdentity;
}

/** The words for the outcome of a request. */
export const requestOutcomes = [
  "succeeded",
  "failed",
  "superseded",
  "lost",
  "submission-unknown",
  "timed-out",
  "aborted",
] as const;

interface OutcomeOf<Kind extends (typeof requestOutcomes)[number]> {
  readonly outcome: Kind;
  /** The operation that was requested. */
  readonly operation: OperationName;
  /** The time from the submission until the outcome was known. */
  readonly elapsedMs: number;
  readonly evidence: Evidence;
}

/**
 * The request succeeded.
 *
 * If only the versions show it (after a restart, a switchover, a lost lock or a lost response), it means
 * for an activate that the configuration that was to be activated is running: another user or a restart
 * may have activated it. For a save it is concluded only if no other user can have saved.
 */
export interface Succeeded extends OutcomeOf<"succeeded"> {
  readonly confidence: Confidence;
  /** Further information of the device. After a verify in v1.0, see `verifyFaults()`. */
  readonly additionalInfo?: XmlContent;
}

/** The device reports that the request failed. */
export interface Failed extends OutcomeOf<"failed"> {
  readonly confidence: Confidence;
  /** The error message of the device; absent if it gave none. */
  readonly errorMessage?: string;
  /** Further information that the device reports with the status. */
  readonly additionalInfo?: XmlContent;
}

/** Another request replaced ours in the status before its end was seen. The result is unknown. */
export interface Superseded extends OutcomeOf<"superseded"> {
  /** The request that the status shows instead. */
  readonly by: OperationState;
  readonly versionEvidence: VersionEvidence;
}

/** The status need not be about our request any more. The result is unknown. */
export interface Lost extends OutcomeOf<"lost"> {
  readonly reason: LossReason;
  readonly versionEvidence: VersionEvidence;
}

/** The response to the submission was lost, and the status does not show if the device accepted it. */
export interface SubmissionUnknown extends OutcomeOf<"submission-unknown"> {
  readonly versionEvidence: VersionEvidence;
}

/** The request had not ended at the deadline. The wait can be resumed. */
export interface TimedOut extends OutcomeOf<"timed-out"> {}

/** The wait was aborted. The request continues on the device; the wait can be resumed. */
export interface Aborted extends OutcomeOf<"aborted"> {}

/** The outcome of a request. */
export type Outcome =
  | Succeeded
  | Failed
  | Superseded
  | Lost
  | SubmissionUnknown
  | TimedOut
  | Aborted;

/** An outcome that does not change any more. */
export type FinalOutcome = Exclude<Outcome, TimedOut | Aborted>;
