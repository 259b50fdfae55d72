/** Where the device reads the time, and how it waits. */
export interface Clock {
  /** Milliseconds since some fixed moment; never fewer than before. */
  now(): number;
  /**
   * Waits.
   *
   * @throws the signal's reason, as soon as it is aborted
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

// A longer timer would fire after 1 ms: timers hold 32 bits.
const longestTimerMs = 2 ** 31 - 1;

/** The time that has passed on this computer. Setting the date does not move it. */
export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    for (let left = ms; left > 0; left -= longestTimerMs) {
      const wake = (ring: () => void) => {
        const timer = setTimeout(ring, Math.min(left, longestTimerMs));
        return () => clearTimeout(timer);
      };
      await sleepOn(wake, signal);
    }
  },
};

interface Timer {
  readonly atMs: number;
  readonly ring: () => void;
  /** Whether somebody sleeps, for whose sake time may pass; a callback only waits for it to pass. */
  readonly isSleep: boolean;
}

/**
 * A clock that stands still until it is moved, so that an hour passes in no time. It also serves the
 * clients of a device as their clock.
 */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now = 0;

  now(): number {
    return this.#now;
  }

  /** The wall clock, which begins with 2026. */
  date(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#now);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const atMs = this.#now + ms;
    return sleepOn((ring) => this.#set({ atMs, ring, isSleep: true }), signal);
  }

  /** Calls back once, when so much time has passed. @returns what cancels it */
  after(ms: number, callback: () => void): () => void {
    return this.#set({ atMs: this.#now + ms, ring: callback, isSleep: false });
  }

  /**
   * Lets time pass, and wakes whoever sleeps until then. Who is woken goes on only after the time
   * has passed.
   *
   * @throws {RangeError} where that is not a finite number of milliseconds, 0 or more.
   */
  advance(ms: number): void {
    if (!(ms >= 0 && ms < Infinity)) {
      throw new RangeError(`Time passes by 0 ms or more, got ${ms}.`);
    }
    const untilMs = this.#now + ms;
    for (let next = this.#next(); next && next.atMs <= untilMs; next = this.#next()) {
      this.#ring(next);
    }
    this.#now = untilMs;
  }

  /** Whether anybody sleeps. */
  protected get hasSleepers(): boolean {
    return [...this.#timers].some(({ isSleep }) => isSleep);
  }

  /** Lets the time pass until the next timer, and rings it. */
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

  #set(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}

/** Sleeps until it is woken by the timer that `set` sets, or by an abort, which clears it. */
function sleepOn(set: (ring: () => void) => () => void, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clear();
      reject(signal?.reason);
    };
    const clear = set(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}
