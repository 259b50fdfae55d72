/** Where the device reads the time. */
export interface Clock {
  /** Milliseconds since some fixed moment; never fewer than before. */
  now(): number;
}

/** The time that has passed on this computer. Setting the date does not move it. */
export const systemClock: Clock = { now: () => performance.now() };

/** A clock that stands still until it is moved, so that an hour passes in no time. */
export class ManualClock implements Clock {
  #now = 0;

  now(): number {
    return this.#now;
  }

  /**
   * Lets time pass.
   *
   * @throws {RangeError} where that is not a finite number of milliseconds, 0 or more.
   */
  advance(ms: number): void {
    if (!(ms >= 0 && ms < Infinity)) {
      throw new RangeError(`Time passes by 0 ms or more, got ${ms}.`);
    }
    this.#now += ms;
  }
}
