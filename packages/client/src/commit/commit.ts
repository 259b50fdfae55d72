import type { Clock } from "@asyncstatus/model/clock";
import { asError } from "../errors/asyncstatus-error.ts";
import { LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
import { withTimeLimit } from "../errors/time-limit.ts";
import {
  type CommitOptions,
  type CommitSource,
  type Committable,
  defaultTimeoutMs,
  requireOptions,
} from "./commit-options.ts";
import { type CommitResult, savedNotRunning } from "./commit-result.ts";
import { isConfident, type Progress } from "./commit-steps.ts";
import { commitUnderLock } from "./commit-under-lock.ts";

// After the deadline.
const readVersionsMs = 500;
const releaseMs = 2_000;
const releaseAfterAbortMs = 5_000;

/**
 * Makes the editing configuration the running one: lock, verify, save, activate, unlock. Waits for each
 * step, and stops at the first one that does not succeed. Each step is another operation than the step
 * before, so the status of a step can't be attributed to the next.
 */
export async function commit(
  sbc: Committable,
  clock: Clock,
  options: CommitOptions,
  source: CommitSource = {},
): Promise<CommitResult> {
  requireOptions(sbc, options, source);
  const { waitForLockMs = 0, timeoutMs = defaultTimeoutMs } = options;
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
    try {
      progress = await commitUnderLock({ sbc, clock, options, source, signal, leftMs });
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
      ...(lockError && { lockError }),
      ...(versions && { versions }),
      ...(!isDone(result) && savedNotRunning(versions)),
    };
  });
}

function isDone({ outcome }: CommitResult): boolean {
  return outcome === "succeeded" || outcome === "unchanged";
}

function resultOf(
  { steps, isUnchanged, ...progress }: Progress,
  { dryRun = false, minimumConfidence = "documented" }: CommitOptions,
): CommitResult {
  const outcomes = steps.map(({ operation, outcome }) => {
    // With the release of the lock, its confidence may have become higher.
    const known = operation.outcome;
    return known?.outcome === outcome.outcome ? known : outcome;
  });
  const common = { ...progress, ...(dryRun && { dryRun }), steps: outcomes };
  if (isUnchanged) return { ...common, outcome: "unchanged" };
  if (progress.isRunning && minimumConfidence !== "proven") {
    const { stopReason: _, ...rest } = common;
    return { ...rest, outcome: "succeeded" };
  }
  const { stopReason, unfollowed, error } = progress;
  if (unfollowed && error) return { ...common, outcome: "lost", unfollowed, error };
  if (stopReason) return { ...common, outcome: "stopped", stopReason };
  const last = outcomes.at(-1);
  if (last && last.outcome !== "succeeded") {
    // The compiler doesn't see that the two belong together.
    return { ...common, outcome: last.outcome, last } as CommitResult;
  }
  if (!last || !isConfident(last, minimumConfidence)) {
    return { ...common, outcome: "stopped", stopReason: "not-confident" };
  }
  return { ...common, outcome: "succeeded" };
}
