import type { Clock } from "./clock.ts";

// A longer timer would fire after 1 ms: timers hold 32 bits.
const longestTimer = 2 ** 31 - 1;

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  async sleep(milliseconds, signal) {
    let left = milliseconds;
    do {
      await timer(Math.min(left, longestTimer), signal);
      left -= longestTimer;
    } while (left > 0);
  },
  after(milliseconds, callback) {
    const timeout = setTimeout(callback, Math.min(milliseconds, longestTimer));
    // Browsers have numbers here, and nothing to keep alive.
    if (typeof timeout === "object") timeout.unref();
    return () => clearTimeout(timeout);
  },
};

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timeout);
      reject(signal?.reason);
    };
    const timeout = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
