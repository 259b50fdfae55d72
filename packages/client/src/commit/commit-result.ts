import type { ConfigVersions } from "@asyncstatus/model";
import { type ChangePlan, isSavedRunning } from "../change/change-plan.ts";
import type { ConfigurationComparison } from "../change/compare-configurations.ts";
import type { EditReport } from "../change/edit-error.ts";
import {
  type Aborted,
  type Failed,
  type Lost,
  type Outcome,
  requestOutcomes,
  type SubmissionUnknown,
  type Succeeded,
  type Superseded,
  type TimedOut,
} from "../operation/outcome.ts";
import type { StatusReading } from "../operation/wait-state.ts";
import type { CommitStep } from "./commit-options.ts";
import type { UnconfirmedChange } from "./unconfirmed-change.ts";

/**
 * The reason why a commit stopped without an outcome of a step. `not-confident`: the last step succeeded, but
 * with a confidence below `minimumConfidence`. `verify-faults`: the verify succeeded but lists faults.
 * `contradicted`: the status later showed another end of an earlier step, see `contradiction`.
 * `others-edits`: a commit would include other edits that aren't running, see `plan` or `comparison`.
 * `plan-changed`: the plan that was agreed to no longer holds, see `plan`. `running-changed`: an unconfirmed
 * change is not what is running, see `versions`. `error`: the next step was not submitted, see `error`.
 */
export type StopReason =
  | "not-confident"
  | "verify-faults"
  | "contradicted"
  | "others-edits"
  | "plan-changed"
  | "running-changed"
  | "error";

/** The words for the outcome of a commit: those of its steps, `unchanged` and `stopped`. */
export const commitOutcomes = [...requestOutcomes, "unchanged", "stopped"] as const;

interface CommitOf<Kind extends (typeof commitOutcomes)[number]> {
  readonly outcome: Kind;
  /** True for a dry run, which saves and activates nothing. */
  readonly dryRun?: true;
  /** The outcome of each step that was submitted and waited for. */
  readonly steps: readonly Outcome[];
  /** The last of `steps`; present if it decides the outcome of the commit, and did not succeed. */
  readonly last?: Outcome;
  /** Present if `outcome` is `stopped`. */
  readonly stopReason?: StopReason;
  /** Reports each edit, and if it was kept; present if `edit` was passed. */
  readonly edit?: EditReport;
  /** The differences before the commit; present with `compare`. */
  readonly comparison?: ConfigurationComparison;
  /** The plan that was made while the lock was held; present after {@link Sbc.applyChange}. */
  readonly plan?: ChangePlan;
  /**
   * True if the running configuration has the change, and had not before: read if the status did not show
   * the end of the activate. It shows the effect, not the user that caused it; `outcome` is then
   * `succeeded`, unless `minimumConfidence` is `proven`. Only of {@link Sbc.applyChange}.
   */
  readonly isRunning?: true;
  /** Present after an activate with `confirmWithinMs`, unless it failed. */
  readonly unconfirmed?: UnconfirmedChange;
  /** The reading that shows another end of an earlier step than its outcome. */
  readonly contradiction?: StatusReading;
  /** The error that prevented the next step, or, with `unfollowed`, ended the wait for it. */
  readonly error?: Error;
  /**
   * The step that was submitted but whose wait ended with `error`. It may still succeed. `onOperation` was
   * called with it, and its wait can be resumed.
   */
  readonly unfollowed?: CommitStep;
  /** The error of the release of the lock. The lock may be held until its token expires. */
  readonly lockError?: Error;
  /** The versions at the end; absent if they could not be read. */
  readonly versions?: ConfigVersions;
  /** Describes the configuration that is saved but not running, if the commit ended after a save. */
  readonly savedNotRunning?: string;
}

/** Every step succeeded, or, with `isRunning`, the change is in the running configuration. */
export interface CommitSucceeded extends CommitOf<"succeeded"> {}

/** There was nothing to do. No step was submitted. */
export interface CommitUnchanged extends CommitOf<"unchanged"> {}

/** The last step did not succeed, or its result is unknown. */
export interface CommitEnded<Last extends Exclude<Outcome, Succeeded>>
  extends CommitOf<Last["outcome"]> {
  readonly last: Last;
}

/** The wait for the last step ended with an error, so its result is unknown. */
export interface CommitUnfollowed extends CommitOf<"lost"> {
  readonly last?: never;
  readonly unfollowed: CommitStep;
  readonly error: Error;
}

/** The commit stopped for another reason than the outcome of its last step. */
export interface CommitStopped extends CommitOf<"stopped"> {
  readonly stopReason: StopReason;
}

/**
 * The result of a commit. The outcome is `succeeded` if every step succeeded, otherwise that of the last
 * step. It is `unchanged` if there was nothing to do, and `stopped` if the commit ended for another reason.
 */
export type CommitResult =
  | CommitSucceeded
  | CommitUnchanged
  | CommitEnded<Failed>
  | CommitEnded<Superseded>
  | CommitEnded<Lost>
  | CommitEnded<SubmissionUnknown>
  | CommitEnded<TimedOut>
  | CommitEnded<Aborted>
  | CommitUnfollowed
  | CommitStopped;

/** Describes the configuration that is saved but not running, if there is one. */
export function savedNotRunning(
  versions: ConfigVersions | undefined,
): Pick<CommitResult, "savedNotRunning"> | undefined {
  if (!versions || isSavedRunning(versions)) return undefined;
  const { currentVersion, runningVersion } = versions;
  return {
    savedNotRunning:
      `Version ${currentVersion} is saved, but version ${runningVersion} is running. The next activate, and ` +
      `possibly a restart, activates version ${currentVersion}. To undo this, restore from the running configuration, then save.`,
  };
}
