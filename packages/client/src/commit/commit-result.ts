import type { ConfigVersions } from "@asyncstatus/model";
import { type ChangePlan, isSavedRunning } from "../change/change-plan.ts";
import type { ConfigurationComparison } from "../change/compare-configurations.ts";
import type { EditReport } from "../change/edit-error.ts";
import type { Outcome } from "../operation/outcome.ts";
import type { StatusReading } from "../operation/wait-state.ts";
import type { CommitStep } from "./commit-options.ts";
import type { UnconfirmedChange } from "./unconfirmed-change.ts";

/**
 * The reason why a commit stopped. `not-succeeded`: the outcome of the last step. `not-confident`: its
 * confidence is below `minimumConfidence`. `verify-faults`: the verify succeeded but lists faults.
 * `contradicted`: the status later showed another end of an earlier step, see `contradiction`.
 * `others-edits`: a commit would include other edits that aren't running, see `plan` or `comparison`.
 * `plan-changed`: the plan that was agreed to no longer holds, see `plan`. `running-changed`: an unconfirmed
 * change is not what is running, see `versions`. `error`: see `error`.
 */
export type StopReason =
  | "not-succeeded"
  | "not-confident"
  | "verify-faults"
  | "contradicted"
  | "others-edits"
  | "plan-changed"
  | "running-changed"
  | "error";

/** The result of a commit. */
export interface CommitResult {
  /**
   * `committed`: the activate succeeded. `verified`: the verify of a dry run succeeded. `unchanged`: there
   * was nothing to do, and nothing was sent. `stopped`: a step did not succeed, or its result is unknown;
   * the last of `steps` has the outcome.
   */
  readonly outcome: "committed" | "verified" | "unchanged" | "stopped";
  /** Present if `outcome` is `stopped`. */
  readonly stopReason?: StopReason;
  /** Reports each edit, and if it was kept; present if `edit` was passed. */
  readonly edit?: EditReport;
  /** The differences before the commit; present with `compare`. */
  readonly comparison?: ConfigurationComparison;
  /** The plan that was made under the lock; present after {@link Sbc.applyChange}. */
  readonly plan?: ChangePlan;
  /**
   * True if the running configuration has the change, and had not before: read if the status did not show
   * the end of the activate. It shows the effect, not the user that caused it; `outcome` is then
   * `committed`. Only of {@link Sbc.applyChange}.
   */
  readonly isRunning?: true;
  /** Present after an activate with `confirmWithinMs`, unless it failed. */
  readonly unconfirmed?: UnconfirmedChange;
  /** The outcome of each step that was submitted. */
  readonly steps: readonly Outcome[];
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
  /** Describes the configuration that is saved but not running, if the commit stopped after a save. */
  readonly savedNotRunning?: string;
}

/** Describes the configuration that is saved but not running, if there is one. */
export function savedNotRunning(
  versions: ConfigVersions | undefined,
): Pick<CommitResult, "savedNotRunning"> | undefined {
  if (!versions || isSavedRunning(versions)) return undefined;
  const { currentVersion, runningVersion } = versions;
  return {
    savedNotRunning:
      `Version ${currentVersion} is saved, but version ${runningVersion} is running. The next activate, and ` +
      `possibly a restart, activates version ${currentVersion}. To undo, restore from running and save.`,
  };
}
