import { AsyncStatusError, sentence } from "../errors/asyncstatus-error.ts";
import { describeOutcome } from "../operation/describe.ts";
import type { Outcome } from "../operation/outcome.ts";
import type { ElementEdit } from "./edit-session.ts";

/** Reports what a commit did with its edits in the editing configuration. */
export interface EditReport {
  /** The edits that were sent, in order. */
  readonly edits: readonly ElementEdit[];
  /**
   * The name of the backup of the editing configuration before the edits; absent in v1.0, and if the backup
   * isn't known to have succeeded.
   */
  readonly backup?: string;
  /**
   * `kept`: the edits remain in the editing configuration. `replaced`: it is the configuration that a rollback
   * restored. `restored`: it is as it was before the edits. `left`: that failed, see `left` and `restoreError`.
   * `none`: nothing was edited.
   */
  readonly state: "kept" | "replaced" | "restored" | "left" | "none";
  /** The edits that could not be taken back. */
  readonly left: readonly ElementEdit[];
  /** True with `left` if the result of the restore is unknown: the device may not have restored anything. */
  readonly isUnclear?: true;
  /** The error that prevented the return to the configuration before the edits. */
  readonly restoreError?: Error;
}

const states = {
  kept: "the edits remain in the editing configuration",
  replaced: "the editing configuration is the restored one",
  restored: "the editing configuration is back in its previous state",
  none: "nothing was edited",
} as const;

/** The backup or the restore was submitted, but did not succeed while the lock was held. */
export class UnsuccessfulError extends Error {
  override readonly name = "UnsuccessfulError";
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(
      outcome.outcome === "succeeded"
        ? `the configuration lock was lost during the ${outcome.operation}`
        : describeOutcome(outcome),
    );
    this.outcome = outcome;
  }
}

/** The edit of a commit, or the backup before it, failed. Nothing was saved. `cause` is the first error. */
export class EditError extends AsyncStatusError {
  override readonly name = "EditError";
  readonly code = "edit-failed";
  override readonly cause: Error;
  /** `backup`: the backup before the edits failed. `verify`: it could not be submitted. */
  readonly step: "backup" | "edit" | "restore" | "verify";
  /**
   * The outcome of the backup or the restore, if that was submitted. It is `succeeded` if the lock was lost
   * during the backup.
   */
  readonly outcome: Outcome | undefined;
  /** Reports each edit, and what is left of it. `edit.edits.at(-1)` is the edit that failed, if one did. */
  readonly edit: EditReport;

  constructor(step: EditError["step"], cause: Error, edit: EditReport) {
    const left = describeEdit(edit);
    const outcome = cause instanceof UnsuccessfulError ? cause.outcome : undefined;
    const isUnclear = outcome !== undefined && outcome.outcome !== "failed";
    super(
      `${sentence(`The ${step} ${isUnclear ? "may have failed" : "failed"}: ${cause.message}`)} ${sentence(left[0]?.toUpperCase() + left.slice(1))}`,
    );
    this.step = step;
    this.cause = cause;
    this.outcome = outcome;
    this.edit = edit;
  }
}

/** Describes what a commit did with its edits. */
export function describeEdit(report: EditReport): string {
  const { state, left, backup, restoreError, isUnclear } = report;
  if (state === "replaced" && backup === undefined) {
    return `${states.replaced}; REST v1.0 has no backup of the previous one`;
  }
  if (state !== "left") return states[state];
  const elements = left.map(({ action, type, key }) =>
    [action, type, ...Object.entries(key).map(([name, value]) => `${name}=${value}`)].join(" "),
  );
  const next = backup === undefined ? "" : `; to undo, restore the backup ${backup}`;
  const mayBe = isUnclear || left.some(({ state }) => state === "unknown");
  const rest =
    elements.length > 0
      ? `${mayBe ? "may still contain" : "still contains"} ${elements.join(", ")}`
      : `${mayBe ? "may be" : "is still"} the restored one`;
  return `the editing configuration ${rest}, because undoing the change failed: ${restoreError?.message}${next}`;
}
