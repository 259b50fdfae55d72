import type { Clock } from "@asyncstatus/client";

interface Timer {
  readonly at: number;
  readonly ring: () => void;
  /** Whether time passes for its sake, or whether it only rings when time passes anyway. */
  readonly drives: boolean;
}

/**
 * Time for a client and for its device that passes only where both have nothing to do: it then jumps to
 * the next timer, and an hour takes no time.
 */
export class VirtualClock implements Clock {
  #now = 0;
  #underWay = 0;
  #passing = false;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(this.#now);
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancel = this.#set({ at: this.#now + milliseconds, ring: resolve, drives: true });
    signal?.addEventListener("abort", () => {
      cancel();
      reject(signal.reason);
    });
    this.#passWhenIdle();
    await promise;
  }

  after(milliseconds: number, callback: () => void): () => void {
    return this.#set({ at: this.#now + milliseconds, ring: callback, drives: false });
  }

  /** Time stands still meanwhile. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      this.#passWhenIdle();
    }
  }

  #set(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Whoever was called back has gone on as far as it can before an immediate runs. */
  #passWhenIdle(): void {
    if (this.#passing) return;
    this.#passing = true;
    setImmediate(() => {
      this.#passing = false;
      const timers = [...this.#timers];
      if (this.#underWay > 0 || !timers.some(({ drives }) => drives)) return;
      const next = timers.reduce((first, timer) => (timer.at < first.at ? timer : first));
      this.#timers.delete(next);
      this.#now = next.at;
      next.ring();
      this.#passWhenIdle();
    });
  }
}
