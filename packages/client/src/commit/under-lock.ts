import type { Clock } from "@asyncstatus/model/clock";
import type { IdleOptions } from "../operation/submit.ts";
import type { CommitOptions, CommitSource, Committable } from "./commit-options.ts";
import type { Progress } from "./commit-steps.ts";

/** A commit that holds the lock. */
export interface UnderLock {
  readonly sbc: Committable;
  readonly clock: Clock;
  readonly options: CommitOptions;
  readonly source: CommitSource;
  readonly signal: AbortSignal;
  readonly leftMs: (atLeastMs?: number) => number;
}

/** Returns the options of the first wait of a commit until the device is idle. */
export function idleOptions({ options, signal, leftMs }: UnderLock): IdleOptions {
  return { signal, waitForIdleMs: Math.min(options.waitForIdleMs ?? 0, leftMs()) };
}

/** Returns the options of an edit that a commit passes on. */
export function editSteps({ options, signal, leftMs }: UnderLock) {
  const { backup, waitForIdleMs = 0, onEdit } = options;
  return {
    backup,
    waitForIdleMs,
    signal,
    leftMs,
    onEdit,
    maySave: ({ steps, unfollowed }: Progress) =>
      steps.some(({ outcome }) => outcome.operation !== "verify") || unfollowed === "save",
  };
}
