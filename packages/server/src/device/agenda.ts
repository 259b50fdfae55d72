interface Entry {
  readonly at: number;
  readonly happen: (now: number) => void;
}

/**
 * What will happen to the device, and when. Nothing happens by itself: whoever asks the device
 * something first lets everything happen that is due by then, each thing at its own time.
 */
export class Agenda {
  #entries: Entry[] = [];

  /**
   * Enters what happens some time after `now`. Of what is due at the same moment, the one entered
   * first happens first. What is entered for `Infinity` never happens.
   *
   * @throws {RangeError} where the delay is not a number of milliseconds, 0 or more.
   */
  after(now: number, delayMs: number, happen: (now: number) => void): void {
    if (!(delayMs >= 0)) {
      throw new RangeError(`Expected a delay of 0 ms or more, got ${delayMs}.`);
    }
    const at = now + delayMs;
    const before = this.#entries.findLastIndex((entry) => entry.at <= at);
    this.#entries.splice(before + 1, 0, { at, happen });
  }

  /** Lets everything happen that is due at `now`, and what that leads to by then. */
  runUntil(now: number): void {
    for (let next = this.#entries[0]; next && next.at <= now; next = this.#entries[0]) {
      this.#entries.shift();
      next.happen(next.at);
    }
  }

  /** Strikes out all that has not happened yet. */
  clear(): void {
    this.#entries = [];
  }
}
