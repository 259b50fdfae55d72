import { type ConfigurationLock, LockLostError } from "@asyncstatus/client";
import type { HostRun } from "./host-run.ts";

/** Releases the lock. Where it cannot be, that is said, and does not hide what was learnt before. */
export async function releaseLock(run: HostRun, lock: ConfigurationLock): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    warnOfLock(run, error);
  }
}

/** Says that a lock could not be released: not where it was lost before, which was told then. */
export function warnOfLock(run: HostRun, error: unknown): void {
  if (error instanceof LockLostError) return;
  const why = error instanceof Error ? error.message : error;
  run.warn(`The lock could not be released: ${why} It ends with its token, within ten minutes.`);
}
