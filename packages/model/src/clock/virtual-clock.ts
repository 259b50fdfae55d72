import { ManualClock } from "./manual-clock.ts";

/** https://developer.mozilla.org/docs/Web/API/Scheduler/postTask */
interface Scheduler {
  postTask(task: () => void, options: { readonly priority: "background" }): Promise<void>;
}

const { setImmediate, scheduler } = globalThis as {
  readonly setImmediate?: (task: () => void) => unknown;
  readonly scheduler?: Scheduler;
};

/** Calls back when no other task or microtask is pending. */
function whenIdle(callback: () => void): void {
  if (setImmediate) setImmediate(callback);
  // In a browser, reading a body takes tasks, which a timer may overtake.
  else if (scheduler) void scheduler.postTask(callback, { priority: "background" });
  else setTimeout(() => setTimeout(callback));
}

/**
 * A clock for a device and its clients that share a process. Time stands still while any of them
 * works. When all of them sleep, it jumps to the earliest sleep, so that an hour takes no time and
 * events keep their order.
 */
export class VirtualClock extends ManualClock {
  #pendingWork = 0;
  #isCheckScheduled = false;

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const slept = super.sleep(ms, signal);
    this.#advanceWhenIdle();
    return slept;
  }

  /** Stops time until the work is done. Needed for work outside the event loop, such as cryptography. */
  async standStill<Value>(work: Promise<Value>): Promise<Value> {
    this.#pendingWork += 1;
    try {
      return await work;
    } finally {
      this.#pendingWork -= 1;
      this.#advanceWhenIdle();
    }
  }

  #advanceWhenIdle(): void {
    if (this.#isCheckScheduled) return;
    this.#isCheckScheduled = true;
    whenIdle(() => {
      this.#isCheckScheduled = false;
      if (this.#pendingWork > 0 || this.sleepers === 0) return;
      this.advanceToNext();
      this.#advanceWhenIdle();
    });
  }
}
