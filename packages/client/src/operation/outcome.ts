import type { ConfigVersions, OperationName, OperationState } from "@asyncstatus/model";
import type { VersionEvidence } from "./version-evidence.ts";
import type { Baseline, StatusReading, SystemIdentity } from "./wait-state.ts";

/**
 * How sure an outcome is. `proven`: the slot changed to our request after the submission, the lock was
 * held by us from before the baseline until the end was seen, the system stayed the same, and the
 * versions do not say otherwise. `documented`: it rests on the vendor's word that the slot shows the last
 * request issued, or on the versions. What is assumed for either is listed in THE-WAIT.md.
 */
export type Confidence = "proven" | "documented";

/** What an outcome rests on, for an engineer to check by hand. */
export interface Evidence {
  /** What the device said just before the submission. */
  readonly baseline: Baseline;
  /** What the slot showed since, without repetitions, each with whose it is and why. */
  readonly readings: readonly StatusReading[];
  /** Whether the lock was held without a break. */
  readonly lock: "held" | "lost";
  /** The versions of the configuration at the end, where they could be had. */
  readonly versions?: ConfigVersions;
  /** The system at the end, where it could be had. */
  readonly system?: SystemIdentity;
}

interface OutcomeOf<Kind extends string> {
  readonly outcome: Kind;
  /** The request that it is about. */
  readonly operation: OperationName;
  /** From the submission until this was known. */
  readonly elapsedMs: number;
  readonly evidence: Evidence;
}

/**
 * The request took effect. Where the versions alone say so, since a restart, a switchover, the loss of the
 * lock or a lost answer came in between, what is said of an activate is that what was to be activated runs:
 * somebody else, or a restart, may have brought it about. Of a save it is said then only where nobody else
 * can have saved.
 */
export interface Succeeded extends OutcomeOf<"succeeded"> {
  readonly confidence: Confidence;
}

/** The device says that the request failed. */
export interface Failed extends OutcomeOf<"failed"> {
  readonly confidence: Confidence;
  /** Why, in the device's words; absent where it does not say. */
  readonly errorMessage?: string;
}

/** Another request took the slot before the end of ours was seen. */
export interface Superseded extends OutcomeOf<"superseded"> {
  /** What the slot shows instead. */
  readonly by: OperationState;
  /** What the versions say of ours. */
  readonly versionEvidence: VersionEvidence;
}

/**
 * The device restarted or changed roles, or the lock was lost, so that the slot no longer has to be about
 * ours; or the slot was emptied, and no longer says anything of it.
 */
export interface Lost extends OutcomeOf<"lost"> {
  readonly why: "new-epoch" | "lock-lost" | "status-cleared";
  /** What the versions say of ours. */
  readonly versionEvidence: VersionEvidence;
}

/** The answer to the submission was lost, and nothing shows whether the device took the request. */
export interface SubmissionUnknown extends OutcomeOf<"submission-unknown"> {
  /** What the versions say of ours. */
  readonly versionEvidence: VersionEvidence;
}

/** The request had not ended at the deadline. The wait can be taken up again. */
export interface TimedOut extends OutcomeOf<"timed-out"> {}

/** The wait was aborted. The request goes on; the wait can be taken up again. */
export interface Aborted extends OutcomeOf<"aborted"> {}

/** What has become of a request that was submitted. */
export type Outcome =
  | Succeeded
  | Failed
  | Superseded
  | Lost
  | SubmissionUnknown
  | TimedOut
  | Aborted;

/** An outcome that stays as it is: everything but the end of the wait itself. */
export type FinalOutcome = Exclude<Outcome, TimedOut | Aborted>;
