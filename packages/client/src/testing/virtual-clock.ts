import type { Clock } from "../clock/clock.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
  /** Whether time passes for its sake, or whether it is only woken when time passes anyway. */
  readonly drives: boolean;
}

/**
 * A clock whose time passes only when there is nothing else to do: it then jumps to whoever sleeps the
 * shortest. An hour takes no time, and the order of events is that of real time.
 */
export class VirtualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];
  #ticking = false;

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#now);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { until: this.#now + milliseconds, wake: resolve, drives: true };
      this.#sleepers.push(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      });
      this.#tick();
    });
  }

  after(milliseconds: number, callback: () => void): () => void {
    const sleeper = { until: this.#now + milliseconds, wake: callback, drives: false };
    this.#sleepers.push(sleeper);
    return () => {
      this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    };
  }

  /** How many are asleep for whose sake time passes. */
  get sleepers(): number {
    return this.#sleepers.filter(({ drives }) => drives).length;
  }

  #tick(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      if (!this.#sleepers.some(({ drives }) => drives)) return;
      const next = this.#sleepers.reduce<Sleeper | undefined>(
        (first, sleeper) => (first && first.until <= sleeper.until ? first : sleeper),
        undefined,
      );
      if (!next) return;
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#now = Math.max(this.#now, next.until);
      next.wake();
      this.#tick();
    });
  }
}
