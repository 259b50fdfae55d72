import type { ConfigVersions } from "@asyncstatus/model";
import { asError } from "../errors/asyncstatus-error.ts";
import { LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
import type { Operation } from "../operation/operation.ts";
import type { Outcome } from "../operation/outcome.ts";
import type { WaitEvent } from "../operation/wait-event.ts";
import type { LockOptions } from "../session/configuration-lock.ts";

/** What of a device a commit needs. */
export interface Committable {
  lock(options: LockOptions): Promise<{ release(): Promise<void> }>;
  verify(options: Submit): Promise<Operation>;
  save(options: Submit): Promise<Operation>;
  activate(options: Submit): Promise<Operation>;
  versions(): Promise<ConfigVersions>;
}

interface Submit {
  readonly signal?: AbortSignal;
  readonly waitForIdleMs?: number;
}

/** A step of a commit, in the order in which they are taken. */
export type CommitStep = "verify" | "save" | "activate";

/** How a commit goes. */
export interface CommitOptions {
  /** Stops after the verify: nothing is saved, nothing is activated. @default false */
  readonly dryRun?: boolean;
  /** How long to wait for the lock while somebody else holds it. @default 0, not at all */
  readonly waitForLockMs?: number;
  /** How long to wait for the end of somebody else's request. @default 0, not at all */
  readonly waitForIdleMs?: number;
  /** The deadline of the whole commit, from when the lock is held. @default 1800000, half an hour */
  readonly timeoutMs?: number;
  /** Ends the wait of the step in hand; no further step is taken. */
  readonly signal?: AbortSignal;
  /** Is told what happens, step by step. */
  readonly onEvent?: (step: CommitStep, event: WaitEvent) => void;
  /** Is given each operation at its 202, for who wants to keep it. */
  readonly onOperation?: (operation: Operation) => void;
}

/** What a commit has come to. */
export interface CommitResult {
  /**
   * `committed`: the activate took effect. `verified`: the dry run's verify did. `stopped`: a step did
   * not, or nobody knows; the last of the steps says how.
   */
  readonly outcome: "committed" | "verified" | "stopped";
  /** What became of each step that was taken. */
  readonly steps: readonly Outcome[];
  /** Why the next step could not be submitted, or, with `unfollowed`, not be waited for to its end. */
  readonly error?: Error;
  /**
   * The step that was submitted and then could not be waited for: it may take effect yet. `onOperation` was
   * given it, and the wait can be taken up again.
   */
  readonly unfollowed?: CommitStep;
  /** Why the lock could not be released: it may be left behind until its token ends. */
  readonly lockError?: Error;
  /** The versions at the end; absent where they could not be had. */
  readonly versions?: ConfigVersions;
  /** What is saved but does not run, where the commit stopped: what a rollback has to see to. */
  readonly savedNotRunning?: string;
}

const defaultTimeoutMs = 30 * 60_000;

/**
 * Makes the edited configuration the running one: lock, verify, save, activate, unlock, each step
 * waited for. Each step's name differs from the one before, so that the status of a step can never be
 * taken for that of the next. Stops at the first step that did not take effect.
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
      // That the lock is lost leaves none behind, and why nothing was taken matters more.
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
      for await (const event of operation.events({ ...request, timeoutMs: left })) {
        onEvent?.(step, event);
        if (event.type === "ended") steps.push(event.outcome);
      }
    } catch (error) {
      // Neither what is submitted nor what the steps before have come to must be lost with the error.
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
  why: Pick<CommitResult, "error" | "unfollowed"> = {},
): Promise<CommitResult> {
  const versions = await versionsOf(sbc);
  const result = {
    outcome: "stopped",
    steps,
    ...why,
    ...(versions && { versions }),
  } as const;
  if (!versions || versions.currentVersion === versions.runningVersion) return result;
  const { currentVersion, runningVersion } = versions;
  const savedNotRunning =
    `Version ${currentVersion} is saved, version ${runningVersion} runs: the next activate, and perhaps ` +
    `a restart, brings version ${currentVersion} into effect. To go back, restore from running and save.`;
  return { ...result, savedNotRunning };
}

/** What is only said beside the outcome must not spoil it. */
async function versionsOf(sbc: Committable): Promise<ConfigVersions | undefined> {
  try {
    return await sbc.versions();
  } catch {
    return undefined;
  }
}
