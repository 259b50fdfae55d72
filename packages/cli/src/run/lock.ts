import { type ConfigurationLock, type LockEvent, LockLostError } from "@asyncstatus/client";
import { formatDuration } from "@asyncstatus/model/text";
import { errorText } from "../error-text.ts";
import type { Io } from "../io.ts";
import type { HostRun } from "./host-run.ts";
import { isHeldHere, runLock } from "./lock-note.ts";

/** Row that shows the lock. */
export interface LockRow {
  /** Awaits work that the lock needs; shows a failure. */
  during<Value>(work: Promise<Value>): Promise<Value>;
  acquiring(): void;
  /** Shows an event of the acquisition. */
  readonly on: (event: LockEvent) => void;
}

/** Adds the row of the lock. */
export function lockRow(run: HostRun): LockRow {
  const row = run.row("lock");
  row.update("logging in");
  let isHeld = false;
  return {
    async during(work) {
      try {
        return await work;
      } catch (error) {
        run.mayHoldLock = false;
        if (!isHeld) row.done("bad", "not acquired");
        throw error;
      }
    },
    acquiring() {
      run.mayHoldLock = true;
      row.update("acquiring");
    },
    on(event) {
      isHeld = event.type === "lock-held";
      if (event.type === "lock-held") {
        run.noteLock();
        row.done("good", "acquired");
      } else {
        const retry = `retrying in ${formatDuration(event.retryInMs)}`;
        row.update(`held by ${holderOf(run.io, run.target.endpoint)}, ${retry}`);
      }
    },
  };
}

function holderOf(io: Io, endpoint: URL): string {
  if (isHeldHere(io, endpoint)) return "your own `asyncstatus lock`";
  const left = runLock(io, endpoint);
  if (!left) return "another user";
  return left.isRunning ? "another command of yours" : "an interrupted command of yours";
}

/** Releases the lock. If that fails, it warns, so that the result isn't lost. */
export async function releaseLock(run: HostRun, lock: ConfigurationLock): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    warnOfLock(run, error);
  } finally {
    run.mayHoldLock = false;
  }
}

/** Warns that the lock couldn't be released. A lost lock that is certainly free was reported before. */
export function warnOfLock(run: HostRun, error: unknown): void {
  if (error instanceof LockLostError && !error.mayBeHeld) return;
  const left =
    error instanceof LockLostError
      ? "The device may still hold the lost lock until its token expires, within ten minutes"
      : "The lock couldn't be released; it expires within ten minutes";
  run.warn(`${left}: ${errorText(error)}`);
}
