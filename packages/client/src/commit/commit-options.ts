import type { ConfigVersions } from "@asyncstatus/model";
import type { ChangePlan } from "../change/change-plan.ts";
import type { ConfigurationComparison } from "../change/compare-configurations.ts";
import type { ElementEdit, ElementEditor } from "../change/edit-session.ts";
import type { Change } from "../change/plan-change.ts";
import type { Editable, RollBackTarget } from "../change/with-edit.ts";
import { OptionError, requireDuration } from "../errors/option-error.ts";
import type { Operation } from "../operation/operation.ts";
import type { Confidence } from "../operation/outcome.ts";
import type { SavedOperation } from "../operation/saved-operation.ts";
import type { IdleOptions, RequestOptions, SubmitOptions } from "../operation/submit.ts";
import type { WaitEvent } from "../operation/wait-event.ts";
import { requireBackupName } from "../request/backup-name.ts";
import { requireVersion } from "../request/require-version.ts";
import type { LockEvent, LockOptions, ReleaseOptions } from "../session/configuration-lock.ts";
import type { UnconfirmedChange } from "./unconfirmed-change.ts";

/** The part of an {@link Sbc} that a commit uses. */
export interface Committable extends Editable {
  lock(options: LockOptions): Promise<{ release(options: ReleaseOptions): Promise<void> }>;
  verify(options: SubmitOptions): Promise<Operation>;
  save(options: SubmitOptions): Promise<Operation>;
  activate(options: SubmitOptions): Promise<Operation>;
  versions(options: RequestOptions): Promise<ConfigVersions>;
}

/** A step of a commit. */
export type CommitStep = "verify" | "save" | "activate";

/** The steps of a commit, in order. */
export const commitSteps: readonly CommitStep[] = ["verify", "save", "activate"];

/** Options of {@link Sbc.commit}. */
export interface CommitOptions {
  /**
   * Edits the configuration while the commit holds the lock. If it throws, or the verify does not succeed, the
   * editing configuration is returned to its previous state; see {@link CommitResult.edit}.
   */
  readonly edit?: (elements: ElementEditor) => Promise<unknown>;
  /**
   * The file name of the backup of the editing configuration that is made before `edit`. It stays on the
   * device. v1.0 has no backup: the edits are taken back one by one. @default "asyncstatus-" and the time
   */
  readonly backup?: string;
  /**
   * Compares the editing configuration with the running one, for all element types, before anything is sent.
   * If nothing differs, the commit ends as `unchanged`. With `edit`, it stops at unsaved edits that were
   * there before, see `includeOthers`. Reads each element type twice. @default false
   */
  readonly compare?: boolean;
  /** Commits other edits that aren't running with those of `edit`. @default false */
  readonly includeOthers?: boolean;
  /** Called with the comparison, before anything is sent. */
  readonly onComparison?: (comparison: ConfigurationComparison) => void;
  /** Called after each edit that was sent. */
  readonly onEdit?: (edit: ElementEdit) => void;
  /** Stops after the verify, without a save or an activate, and puts `edit` back. @default false */
  readonly dryRun?: boolean;
  /** The first step to take, if the steps before it succeeded in an earlier commit. @default "verify" */
  readonly startWith?: CommitStep;
  /** The longest time to wait for the lock while another user holds it. @default 0 */
  readonly waitForLockMs?: number;
  /** The longest time to wait for the end of another user's request. @default 0 */
  readonly waitForIdleMs?: number;
  /**
   * The deadline of the whole commit, from the call on. After it, nothing is submitted, and the lock is
   * released within two seconds; with `edit`, after at most a minute to put it back. @default 1800000 (30 minutes)
   */
  readonly timeoutMs?: number;
  /** The lowest confidence of a step after which the commit continues. @default "documented" */
  readonly minimumConfidence?: Confidence;
  /** Continues after a verify that succeeded but lists faults. @default false */
  readonly allowVerifyFaults?: boolean;
  /** Ends the wait of the current step; no further step is submitted. */
  readonly signal?: AbortSignal;
  /** Called while another user holds the lock, and once it is held. */
  readonly onLock?: (event: LockEvent) => void;
  /** Called with each event of the wait of each step. */
  readonly onEvent?: (step: CommitStep, event: WaitEvent) => void;
  /** Called just before each request is sent, and awaited; see {@link SubmitOptions.onSubmitting}. */
  readonly onSubmitting?: (saved: SavedOperation) => void | Promise<void>;
  /** Called with each operation as soon as the device accepted it. */
  readonly onOperation?: (operation: Operation) => void;
}

/** Options of {@link Sbc.applyChange}. */
export interface ApplyOptions
  extends Omit<CommitOptions, "edit" | "startWith" | "compare" | "onComparison"> {
  /** The plan that was agreed to. If it no longer holds once the lock is held, nothing is sent. */
  readonly plan?: ChangePlan;
  /**
   * Called with the plan that was made while the lock was held, and awaited, before anything is sent. If it throws,
   * nothing is sent.
   */
  readonly onPlan?: (plan: ChangePlan) => void | Promise<void>;
  /**
   * The last request of an earlier call with the same change that was cut off, as `onSubmitting` received it.
   * If the change is edited and was saved since, only activates: the save is not repeated.
   */
  readonly earlier?: SavedOperation;
  /**
   * The time to confirm the change after the activate. First backs up the running configuration. Nothing is
   * rolled back by itself: pass {@link CommitResult.unconfirmed} to `waitForConfirmation`, then, if the time
   * is up, to {@link Sbc.rollBackUnconfirmed}.
   */
  readonly confirmWithinMs?: number;
  /**
   * Called just before the activate is sent, and awaited, with what another process needs if this one ends
   * before the confirmation. If it throws, nothing is activated.
   */
  readonly onUnconfirmed?: (unconfirmed: UnconfirmedChange) => void | Promise<void>;
}

/** Options of {@link Sbc.rollBackUnconfirmed}. */
export interface RollBackUnconfirmedOptions
  extends Omit<RollBackOptions, "to" | "compare" | "onComparison" | "dryRun"> {
  /**
   * Called just before the activate is sent, and awaited, with what another process needs to see later that
   * the rollback is running. If it throws, nothing is activated.
   */
  readonly onUnconfirmed?: (unconfirmed: UnconfirmedChange) => void | Promise<void>;
}

/** Options of {@link Sbc.rollBack}. */
export interface RollBackOptions
  extends Omit<CommitOptions, "edit" | "startWith" | "compare" | "includeOthers" | "onEdit"> {
  /** The running configuration, or a backup file. */
  readonly to: RollBackTarget;
  /**
   * With `to: "running"`, compares the editing configuration with the running one, for all element types,
   * before anything is sent. If nothing differs, the rollback ends as `unchanged`. Reads each element type
   * twice. @default false
   */
  readonly compare?: boolean;
}

/** The configuration or the change that a commit brings into the editing configuration, if any. */
export type CommitSource =
  | { readonly restoreFrom?: RollBackTarget }
  | {
      readonly change: Change;
      readonly agreed: ChangePlan | undefined;
      readonly earlier: EarlierCall | undefined;
      readonly onPlan: ApplyOptions["onPlan"];
      readonly confirmation: Confirmation | undefined;
    }
  | UnconfirmedSource;

/** An earlier call that was cut off. */
export interface EarlierCall extends UnderLockWait {
  /** The first version that has its edits, if that was saved. */
  readonly version: number;
}

interface UnderLockWait {
  /** Waits, while holding the lock, until no request of another user or an earlier process is in progress. */
  readonly waitForIdle: (options: IdleOptions) => Promise<unknown>;
}

/** The confirmation of a change. */
export interface Confirmation {
  readonly withinMs: number;
  readonly statusUrl: string;
  readonly onUnconfirmed: ApplyOptions["onUnconfirmed"];
}

/** The rollback of a change that was not confirmed. */
export interface UnconfirmedSource extends UnderLockWait {
  readonly unconfirmed: UnconfirmedChange;
  readonly onUnconfirmed: RollBackUnconfirmedOptions["onUnconfirmed"];
}

/** The time limit of a commit without `timeoutMs`. */
export const defaultTimeoutMs = 30 * 60_000;

/** @throws {OptionError} if an option is invalid, or does not go with another one. */
export function requireOptions(
  sbc: Committable,
  options: CommitOptions,
  source: CommitSource,
): void {
  const { waitForLockMs = 0, waitForIdleMs = 0, timeoutMs = defaultTimeoutMs } = options;
  const { backup, dryRun, edit, startWith = "verify", compare, includeOthers } = options;
  for (const [name, ms] of Object.entries({ waitForLockMs, waitForIdleMs, timeoutMs })) {
    requireDuration(name, ms);
  }
  if (startWith !== "verify" && dryRun) {
    throw new OptionError("startWith", "can't be combined with dryRun, which only verifies");
  }
  if (startWith !== "verify" && edit) {
    throw new OptionError("startWith", "can't be combined with edit, which is verified");
  }
  if (startWith !== "verify" && compare) {
    throw new OptionError("startWith", "can't be combined with compare");
  }
  const edits = edit !== undefined || "change" in source;
  if (includeOthers && !("change" in source || (edit && compare))) {
    throw new OptionError("includeOthers", "needs edit and compare");
  }
  if ("change" in source && source.confirmation) {
    requireDuration("confirmWithinMs", source.confirmation.withinMs);
    if (dryRun) throw new OptionError("confirmWithinMs", "can't be combined with dryRun");
    requireVersion(sbc.version, "activateOrBackUp", { action: "backup" });
  }
  const changesEditing =
    edits ||
    "unconfirmed" in source ||
    ("restoreFrom" in source && source.restoreFrom !== undefined);
  if ("restoreFrom" in source && typeof source.restoreFrom === "object") {
    requireBackupName("to.backup", source.restoreFrom.backup);
    if (compare) throw new OptionError("compare", 'needs to: "running"');
  }
  if (backup !== undefined) requireBackupName("backup", backup);
  if (backup !== undefined && (!changesEditing || sbc.version === "v1.0")) {
    throw new OptionError("backup", "needs edit, and REST v1.1 or later");
  }
}
