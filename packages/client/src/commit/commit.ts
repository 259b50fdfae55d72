import { type ConfigVersions, verifyFaults } from "@asyncstatus/model";
import type { Clock } from "@asyncstatus/model/clock";
import type { EditReport } from "../change/edit-error.ts";
import type { ElementEditor } from "../change/edit-session.ts";
import { type Editable, type RollBackTarget, withEdit } from "../change/with-edit.ts";
import { asError } from "../errors/asyncstatus-error.ts";
import { LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
import { OptionError, requireDuration } from "../errors/option-error.ts";
import { withTimeLimit } from "../errors/time-limit.ts";
import type { Operation } from "../operation/operation.ts";
import type { Confidence, Outcome, Succeeded } from "../operation/outcome.ts";
import type { SavedOperation } from "../operation/saved-operation.ts";
import type { RequestOptions, SubmitOptions } from "../operation/submit.ts";
import type { WaitEvent } from "../operation/wait-event.ts";
import type { StatusReading } from "../operation/wait-state.ts";
import type { LockEvent, LockOptions, ReleaseOptions } from "../session/configuration-lock.ts";

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
   * Edits the configuration under the lock of the commit. If it throws, or the verify does not succeed, the
   * editing configuration is put back as it was before; see {@link CommitResult.edit}.
   */
  readonly edit?: (elements: ElementEditor) => Promise<unknown>;
  /**
   * The file name of the backup of the editing configuration that is made before `edit`. It stays on the
   * device. v1.0 has no backup: the edits are taken back one by one. @default "asyncstatus-" and the time
   */
  readonly backup?: string;
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

/** Options of {@link Sbc.rollBack}. */
export interface RollBackOptions extends Omit<CommitOptions, "edit" | "startWith"> {
  /** The running configuration, or a backup file. */
  readonly to: RollBackTarget;
}

/**
 * The reason why a commit stopped. `not-succeeded`: the outcome of the last step. `not-confident`: its
 * confidence is below `minimumConfidence`. `verify-faults`: the verify succeeded but lists faults.
 * `contradicted`: the status later showed another end of an earlier step, see `contradiction`. `error`: see
 * `error`.
 */
export type StopReason =
  | "not-succeeded"
  | "not-confident"
  | "verify-faults"
  | "contradicted"
  | "error";

/** The result of a commit. */
export interface CommitResult {
  /**
   * `committed`: the activate succeeded. `verified`: the verify of a dry run succeeded. `stopped`: a step
   * did not succeed, or its result is unknown; the last of `steps` has the outcome.
   */
  readonly outcome: "committed" | "verified" | "stopped";
  /** Present if `outcome` is `stopped`. */
  readonly stopReason?: StopReason;
  /** Reports each edit, and if it was kept; present if `edit` was passed. */
  readonly edit?: EditReport;
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

const defaultTimeoutMs = 30 * 60_000;
// After the deadline.
const readVersionsMs = 500;
const releaseMs = 2_000;
const releaseAfterAbortMs = 5_000;

/**
 * Makes the edited configuration the running one: lock, verify, save, activate, unlock. Waits for each
 * step, and stops at the first one that does not succeed. Each step is another operation than the step
 * before, so the status of a step can't be attributed to the next.
 */
export async function commit(
  sbc: Committable,
  clock: Clock,
  options: CommitOptions,
  restoreFrom?: RollBackTarget,
): Promise<CommitResult> {
  const { waitForLockMs = 0, waitForIdleMs = 0, timeoutMs = defaultTimeoutMs } = options;
  const { backup, dryRun, edit: change, startWith = "verify" } = options;
  for (const [name, ms] of Object.entries({ waitForLockMs, waitForIdleMs, timeoutMs })) {
    requireDuration(name, ms);
  }
  if (startWith !== "verify" && dryRun) {
    throw new OptionError("startWith", "can't be combined with dryRun, which only verifies");
  }
  if (startWith !== "verify" && change) {
    throw new OptionError("startWith", "can't be combined with edit, which is verified");
  }
  const edits = change !== undefined || restoreFrom !== undefined;
  if (backup !== undefined && (!edits || sbc.version === "v1.0")) {
    throw new OptionError("backup", "needs edit, and REST v1.1 or later");
  }
  const deadline = clock.now() + timeoutMs;
  const leftMs = (atLeastMs = 0) => Math.max(atLeastMs, deadline - clock.now());
  const limit = { name: "commit", ms: timeoutMs, signal: options.signal };
  return await withTimeLimit(clock, limit, async (signal) => {
    const lock = await sbc.lock({
      signal,
      waitMs: Math.min(waitForLockMs, timeoutMs),
      ...(options.onLock && { onEvent: options.onLock }),
    });
    const release = () => {
      const ms = options.signal?.aborted ? releaseAfterAbortMs : leftMs(releaseMs);
      return withTimeLimit(clock, { name: "release of the lock", ms }, (signal) =>
        lock.release({ signal }),
      );
    };
    let progress: Progress;
    let edit: EditReport | undefined;
    try {
      const take = () => takeSteps(sbc, options, signal, leftMs);
      if (edits) {
        ({ progress, edit } = await withEdit(sbc, clock, {
          edit: change ?? (async () => {}),
          restoreFrom,
          backup,
          waitForIdleMs,
          signal,
          leftMs,
          takeSteps: take,
          maySave: ({ steps, unfollowed }) => steps.length > 1 || unfollowed === "save",
        }));
      } else {
        progress = await take();
      }
    } catch (error) {
      await release().catch((releaseError: unknown) => {
        // A lock that is certainly free matters less than the error.
        if (releaseError instanceof LockLostError && !releaseError.mayBeHeld) return;
        throw new LockNotReleasedError(error, releaseError);
      });
      throw error;
    }
    const versions = await withTimeLimit(
      clock,
      { name: "versions", ms: leftMs(readVersionsMs) },
      (signal) => sbc.versions({ signal }).catch(() => undefined), // optional
    );
    const lockError = await release().then(() => undefined, asError);
    const result = resultOf(progress, options);
    return {
      ...result,
      ...(edit && { edit }),
      ...(lockError && { lockError }),
      ...(versions && { versions }),
      ...(result.outcome === "stopped" && savedNotRunning(versions)),
    };
  });
}

interface Progress
  extends Pick<CommitResult, "stopReason" | "contradiction" | "error" | "unfollowed"> {
  /** The steps that were submitted and waited for, in order. */
  readonly steps: readonly SubmittedStep[];
}

interface SubmittedStep {
  readonly operation: Operation;
  readonly outcome: Outcome;
}

async function takeSteps(
  sbc: Committable,
  options: CommitOptions,
  signal: AbortSignal,
  leftMs: () => number,
): Promise<Progress> {
  const { dryRun = false, onEvent, onOperation, onSubmitting, waitForIdleMs = 0 } = options;
  const request = { signal, ...(onSubmitting && { onSubmitting }) };
  const idle = { ...request, waitForIdleMs: Math.min(waitForIdleMs, leftMs()) };
  const first = commitSteps.indexOf(options.startWith ?? "verify");
  const steps: SubmittedStep[] = [];
  for (const step of commitSteps.slice(first, dryRun ? 1 : undefined)) {
    const isLast = dryRun || step === "activate";
    let operation: Operation | undefined;
    try {
      operation = await sbc[step](steps.length === 0 ? idle : request);
      onOperation?.(operation);
      const outcome = await operation.wait({
        ...(options.signal && { signal: options.signal }),
        timeoutMs: leftMs(),
        onEvent: (event) => onEvent?.(step, event),
      });
      steps.push({ operation, outcome });
    } catch (error) {
      // The outcomes of the steps before and the submitted operation must not be lost with the error.
      if (steps.length === 0 && !operation) throw error;
      const unfollowed = operation ? { unfollowed: step } : {};
      return { steps, stopReason: "error", error: asError(error), ...unfollowed };
    }
    const stop = reasonToStop(steps, options, isLast);
    if (stop) return { steps, ...stop };
  }
  return { steps };
}

/** Returns why the commit stops after its last step, if there is a reason. */
function reasonToStop(
  steps: readonly SubmittedStep[],
  { allowVerifyFaults = false, minimumConfidence = "documented" }: CommitOptions,
  isLast: boolean,
): Pick<CommitResult, "stopReason" | "contradiction"> | undefined {
  const outcomes = steps.map(({ outcome }) => outcome);
  const last = outcomes.at(-1);
  if (last?.outcome !== "succeeded") return { stopReason: "not-succeeded" };
  const contradiction = contradictionOf(outcomes);
  if (contradiction) return { stopReason: "contradicted", contradiction };
  if (
    !allowVerifyFaults &&
    last.operation === "verify" &&
    verifyFaults(last.additionalInfo).length > 0
  ) {
    return { stopReason: "verify-faults" };
  }
  // The confidence of the last step may rise with the release of the lock.
  return isLast || isConfident(last, minimumConfidence)
    ? undefined
    : { stopReason: "not-confident" };
}

const confidences: readonly Confidence[] = ["probable", "documented", "proven"];

function isConfident({ confidence }: Succeeded, minimum: Confidence): boolean {
  return confidences.indexOf(confidence) >= confidences.indexOf(minimum);
}

/** Returns a reading of the last step that shows another end of an earlier one than its outcome. */
function contradictionOf(outcomes: readonly Outcome[]): StatusReading | undefined {
  const earlier = new Set(outcomes.slice(0, -1).map(({ operation }) => operation));
  return outcomes
    .at(-1)
    ?.evidence.readings.find(
      ({ operationState }) =>
        operationState?.status === "fail" &&
        operationState.operation !== "unknown" &&
        earlier.has(operationState.operation),
    );
}

function resultOf(
  { steps, ...stop }: Progress,
  { dryRun = false, minimumConfidence = "documented" }: CommitOptions,
): CommitResult {
  const outcomes = steps.map(({ operation, outcome }) => operation.outcome ?? outcome);
  const stopped = { outcome: "stopped", steps: outcomes } as const;
  if (stop.stopReason) return { ...stopped, ...stop };
  const last = outcomes.at(-1);
  if (last?.outcome !== "succeeded" || !isConfident(last, minimumConfidence)) {
    return { ...stopped, stopReason: "not-confident" };
  }
  return { outcome: dryRun ? "verified" : "committed", steps: outcomes };
}

function savedNotRunning(
  versions: ConfigVersions | undefined,
): Pick<CommitResult, "savedNotRunning"> | undefined {
  if (!versions || versions.currentVersion === versions.runningVersion) return undefined;
  const { currentVersion, runningVersion } = versions;
  return {
    savedNotRunning:
      `Version ${currentVersion} is saved, but version ${runningVersion} is running. The next activate, and ` +
      `possibly a restart, activates version ${currentVersion}. To undo, restore from running and save.`,
  };
}
