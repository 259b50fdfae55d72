import { ManualClock } from "./clock.ts";

/** Where the platform can say which task is to wait for all others, as browsers can. */
interface Scheduler {
  postTask(task: () => void, options: { readonly priority: "background" }): Promise<void>;
}

const { setImmediate, scheduler } = globalThis as {
  readonly setImmediate?: (task: () => void) => unknown;
  readonly scheduler?: Scheduler;
};

/** Calls back when all that can go on has gone on. */
function whenIdle(callback: () => void): void {
  // Only Node.js and its like have it.
  if (setImmediate) setImmediate(callback);
  // In a browser, whoever reads a body waits for tasks, which a timer may overtake.
  else if (scheduler) void scheduler.postTask(callback, { priority: "background" });
  else setTimeout(() => setTimeout(callback));
}

/**
 * One clock for a device and its clients. Its time stands still while anybody works; when all only
 * sleep, it jumps to whoever sleeps the shortest. An hour takes no time, and the order of events is
 * that of real time.
 */
export class VirtualClock extends ManualClock {
  #working = 0;
  #looking = false;

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const slept = super.sleep(ms, signal);
    this.#look();
    return slept;
  }

  /** Time stands still until the work is done, which may need the platform's threads. */
  async standStill<Value>(work: Promise<Value>): Promise<Value> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
      this.#look();
    }
  }

  /** Looks, once all that can go on has gone on, whether everybody sleeps. */
  #look(): void {
    if (this.#looking) return;
    this.#looking = true;
    whenIdle(() => {
      this.#looking = false;
      if (this.#working > 0 || !this.hasSleepers) return;
      this.advanceToNext();
      this.#look();
    });
  }
}
