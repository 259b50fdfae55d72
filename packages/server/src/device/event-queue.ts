/** Something that is due at some time. */
export interface Entry<Event> {
  /** By the device's clock. */
  readonly atMs: number;
  readonly event: Event;
}

/**
 * What will happen to the device, and when: plain data, for whoever carries it out. Nothing happens
 * by itself: whoever asks the device something first lets everything happen that is due by then,
 * each thing at its own time.
 */
export class EventQueue<Event> {
  readonly #happen: (event: Event, atMs: number) => void;
  #entries: readonly Entry<Event>[] = [];

  /** @param happen Carries out what is due. */
  constructor(happen: (event: Event, atMs: number) => void) {
    this.#happen = happen;
  }

  /** What has not happened yet, in the order in which it will. */
  get entries(): readonly Entry<Event>[] {
    return this.#entries;
  }

  set entries(entries: readonly Entry<Event>[]) {
    this.#entries = entries;
  }

  /**
   * Enters what happens some time after `now`. Of what is due at the same moment, the one entered
   * first happens first. What is entered for `Infinity` never happens, and is not kept.
   *
   * @throws {RangeError} where the delay is not a number of milliseconds, 0 or more.
   */
  after(now: number, delayMs: number, event: Event): void {
    if (!(delayMs >= 0)) {
      throw new RangeError(`Expected a delay of 0 ms or more, got ${delayMs}.`);
    }
    const atMs = now + delayMs;
    if (atMs >= Number.MAX_VALUE) return;
    const before = this.#entries.findLastIndex((entry) => entry.atMs <= atMs);
    this.#entries = this.#entries.toSpliced(before + 1, 0, { atMs, event });
  }

  /** Lets everything happen that is due at `now`, and what that leads to by then. */
  runUntil(now: number): void {
    for (let next = this.#entries[0]; next && next.atMs <= now; next = this.#entries[0]) {
      this.#entries = this.#entries.slice(1);
      this.#happen(next.event, next.atMs);
    }
  }

  /** Strikes out what has not happened yet, where it is of this kind. */
  cancel(isOfThisKind: (event: Event) => boolean): void {
    this.#entries = this.#entries.filter(({ event }) => !isOfThisKind(event));
  }
}
