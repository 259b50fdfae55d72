import { type Clock, sleepUntilWoken } from "./clock.ts";

interface Timer {
  readonly atMs: number;
  readonly ring: () => void;
  readonly isSleep: boolean;
}

/** A clock that stands still until it is advanced, so that an hour passes in no time. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now = 0;

  now(): number {
    return this.#now;
  }

  /** The wall clock, which starts on 2026-01-01. */
  date(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepUntilWoken((wake) => this.#schedule(ms, wake, true), signal);
  }

  after(ms: number, callback: () => void): () => void {
    return this.#schedule(ms, callback, false);
  }

  /**
   * Advances the clock and rings the timers that are due, in order. Sleeps resolve after it returns.
   *
   * @throws {RangeError} If `ms` is negative or not finite.
   */
  advance(ms: number): void {
    if (!(ms >= 0 && ms < Infinity)) {
      throw new RangeError(`Expected a finite duration of 0 ms or more, got ${ms}.`);
    }
    const untilMs = this.#now + ms;
    for (let next = this.#next(); next && next.atMs <= untilMs; next = this.#next()) {
      this.#ring(next);
    }
    this.#now = untilMs;
  }

  /** The number of pending sleeps. Callbacks of `after` do not count. */
  get sleepers(): number {
    return [...this.#timers].filter(({ isSleep }) => isSleep).length;
  }

  /** Advances the clock to the next timer and rings it. */
  protected advanceToNext(): void {
    const next = this.#next();
    if (next) this.#ring(next);
  }

  #next(): Timer | undefined {
    return [...this.#timers].reduce<Timer | undefined>(
      (first, timer) => (first && first.atMs <= timer.atMs ? first : timer),
      undefined,
    );
  }

  #ring(timer: Timer): void {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.atMs);
    timer.ring();
  }

  #schedule(ms: number, ring: () => void, isSleep: boolean): () => void {
    const timer = { atMs: this.#now + ms, ring, isSleep };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}
