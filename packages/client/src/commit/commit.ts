import type { ConfigVersions } from "@asyncstatus/model";
import { asError } from "../errors/asyncstatus-error.ts";
import { LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
import type { Operation } from "../operation/operation.ts";
import type { Outcome } from "../operation/outcome.ts";
import type { SubmitOptions } from "../operation/submit.ts";
import type { WaitEvent } from "../operation/wait-event.ts";
import type { LockOptions } from "../session/configuration-lock.ts";

/** The part of an {@link Sbc} that a commit uses. */
export interface Committable {
  lock(options: LockOptions): Promise<{ release(): Promise<void> }>;
  verify(options: SubmitOptions): Promise<Operation>;
  save(options: SubmitOptions): Promise<Operation>;
  activate(options: SubmitOptions): Promise<Operation>;
  versions(): Promise<ConfigVersions>;
}

/** A step of a commit, in order. */
export type CommitStep = "verify" | "save" | "activate";

/** Options of {@link Sbc.commit}. */
export interface CommitOptions {
  /** Stops after the verify, without a save or an activate. @default false */
  readonly dryRun?: boolean;
  /** The longest time to wait for the lock while another user holds it. @default 0 */
  readonly waitForLockMs?: number;
  /** The longest time to wait for the end of another user's request. @default 0 */
  readonly waitForIdleMs?: number;
  /** The deadline of the whole commit, from when the lock is held. @default 1800000 (30 minutes) */
  readonly timeoutMs?: number;
  /** Ends the wait of the current step; no further step is submitted. */
  readonly signal?: AbortSignal;
  /** Called with each event of the wait of each step. */
  readonly onEvent?: (step: CommitStep, event: WaitEvent) => void;
  /** Called with each operation as soon as the device accepted it. */
  readonly onOperation?: (operation: Operation) => void;
}

/** The result of a commit. */
export interface CommitResult {
  /**
   * `committed`: the activate succeeded. `verified`: the verify of a dry run succeeded. `stopped`: a step
   * did not succeed, or its result is unknown; the last of `steps` has the outcome.
   */
  readonly outcome: "committed" | "verified" | "stopped";
  /** The outcome of each step that was submitted. */
  readonly steps: readonly Outcome[];
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

/**
 * Makes the edited configuration the running one: lock, verify, save, activate, unlock. Waits for each
 * step, and stops at the first one that does not succeed. Each step is another operation than the step
 * before, so the status of a step can't be attributed to the next.
 */
export async function commit(
  sbc: Committable,
  now: () => number,
  options: CommitOptions,
): Promise<CommitResult> {
  const { signal, waitForLockMs = 0 } = options;
  const lock = await sbc.lock({ ...(signal && { signal }), waitMs: waitForLockMs });
  let result: CommitResult;
  try {
    result = await takeSteps(sbc, now, options);
  } catch (error) {
    await lock.release().catch((releaseError: unknown) => {
      // A lost lock needs no release, and the first error matters more.
      if (!(releaseError instanceof LockLostError))
        throw new LockNotReleasedError(error, releaseError);
    });
    throw error;
  }
  try {
    await lock.release();
    return result;
  } catch (error) {
    return { ...result, lockError: asError(error) };
  }
}

async function takeSteps(
  sbc: Committable,
  now: () => number,
  options: CommitOptions,
): Promise<CommitResult> {
  const { dryRun = false, timeoutMs = defaultTimeoutMs, signal, onEvent, onOperation } = options;
  const deadline = now() + timeoutMs;
  const request = signal ? { signal } : {};
  const idle = { ...request, waitForIdleMs: options.waitForIdleMs ?? 0 };
  const submits: readonly (readonly [CommitStep, () => Promise<Operation>])[] = [
    ["verify", () => sbc.verify(idle)],
    ["save", () => sbc.save(request)],
    ["activate", () => sbc.activate(request)],
  ];
  const steps: Outcome[] = [];
  for (const [step, submit] of dryRun ? submits.slice(0, 1) : submits) {
    let isSubmitted = false;
    try {
      const operation = await submit();
      isSubmitted = true;
      onOperation?.(operation);
      const left = Math.max(0, deadline - now());
      steps.push(
        await operation.wait({
          ...request,
          timeoutMs: left,
          onEvent: (event) => onEvent?.(step, event),
        }),
      );
    } catch (error) {
      // The outcomes of the steps before and the submitted operation must not be lost with the error.
      if (steps.length === 0 && !isSubmitted) throw error;
      const unfollowed = isSubmitted ? { unfollowed: step } : {};
      return stopped(sbc, steps, { error: asError(error), ...unfollowed });
    }
    if (steps.at(-1)?.outcome !== "succeeded") return stopped(sbc, steps);
  }
  const versions = await versionsOf(sbc);
  return { outcome: dryRun ? "verified" : "committed", steps, ...(versions && { versions }) };
}

async function stopped(
  sbc: Committable,
  steps: readonly Outcome[],
  cause: Pick<CommitResult, "error" | "unfollowed"> = {},
): Promise<CommitResult> {
  const versions = await versionsOf(sbc);
  const result = {
    outcome: "stopped",
    steps,
    ...cause,
    ...(versions && { versions }),
  } as const;
  if (!versions || versions.currentVersion === versions.runningVersion) return result;
  const { currentVersion, runningVersion } = versions;
  const savedNotRunning =
    `Version ${currentVersion} is saved, but version ${runningVersion} is running. The next activate, and ` +
    `possibly a restart, activates version ${currentVersion}. To undo, restore from running and save.`;
  return { ...result, savedNotRunning };
}

/** Reads the versions; undefined on an error, since they are optional. */
async function versionsOf(sbc: Committable): Promise<ConfigVersions | undefined> {
  try {
    return await sbc.versions();
  } catch {
    return undefined;
  }
}
