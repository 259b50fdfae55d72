import type { Clock } from "@asyncstatus/client";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
  /** Whether time passes for its sake, or whether it is only woken when time passes anyway. */
  readonly drives: boolean;
}

/**
 * One clock for a device and its clients. Its time stands still while anybody works; when all only
 * sleep, it jumps to whoever sleeps the shortest. An hour takes no time, and the order of events is
 * that of real time.
 */
export class VirtualClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #now = 0;
  #working = 0;
  #looking = false;

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#now);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const sleeper = { until: this.#now + milliseconds, wake, drives: true };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", abort, { once: true });
      this.#look();
    });
  }

  after(milliseconds: number, callback: () => void): () => void {
    const sleeper = { until: this.#now + milliseconds, wake: callback, drives: false };
    this.#sleepers.add(sleeper);
    return () => this.#sleepers.delete(sleeper);
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
    setImmediate(() => {
      this.#looking = false;
      if (this.#working > 0) return;
      const sleepers = [...this.#sleepers];
      if (!sleepers.some(({ drives }) => drives)) return;
      const first = sleepers.reduce((one, other) => (other.until < one.until ? other : one));
      this.#sleepers.delete(first);
      this.#now = Math.max(this.#now, first.until);
      first.wake();
      this.#look();
    });
  }
}
