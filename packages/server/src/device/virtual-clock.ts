import { ManualClock } from "./clock.ts";

// Browsers have none.
const whenIdle = globalThis.setImmediate ?? ((callback: () => void) => setTimeout(callback));

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
