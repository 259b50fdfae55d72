/** A source of time, injected so that tests need not wait. */
export interface Clock {
  /** Milliseconds since a fixed moment. Monotonic: setting the date does not change it. */
  now(): number;
  /** The wall clock. */
  date(): Date;
  /**
   * Waits.
   *
   * @throws The signal's reason, as soon as it is aborted.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls back once after a delay. Does not keep the process alive.
   *
   * @returns A function that cancels it.
   */
  after(ms: number, callback: () => void): () => void;
}

/** The longest delay of a timer: a longer one overflows 32 bits and fires after 1 ms. */
export const longestTimerMs: number = 2 ** 31 - 1;

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  async sleep(ms, signal) {
    let left = ms;
    do {
      const delayMs = Math.min(left, longestTimerMs);
      await sleepUntilWoken((wake) => {
        const timer = setTimeout(wake, delayMs);
        return () => clearTimeout(timer);
      }, signal);
      left -= longestTimerMs;
    } while (left > 0);
  },
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longestTimerMs));
    // In browsers a timer is a number.
    if (typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Sleeps until `schedule` calls `wake`, or until the signal is aborted.
 *
 * @param schedule Returns a function that cancels the wake-up.
 */
export function sleepUntilWoken(
  schedule: (wake: () => void) => () => void,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = schedule(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}
