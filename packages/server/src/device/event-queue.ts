/** An event and the time at which it is due, by the device's clock. */
export interface QueuedEvent<Event> {
  readonly atMs: number;
  readonly event: Event;
}

/**
 * The scheduled events of the device, as plain data. Nothing runs by itself: each call of the device
 * first runs the events that are due, each at its own time.
 */
export class EventQueue<Event> {
  readonly #run: (event: Event, atMs: number) => void;
  /** The scheduled events, in order. Replaced as a whole by each change. */
  state: readonly QueuedEvent<Event>[] = [];

  constructor(run: (event: Event, atMs: number) => void) {
    this.#run = run;
  }

  /**
   * Schedules an event. Events of the same time run in the order in which they were scheduled. A delay
   * of `Infinity` schedules nothing.
   *
   * @throws {RangeError} If the delay is not a number of milliseconds, 0 or more.
   */
  after(now: number, delayMs: number, event: Event): void {
    if (!(delayMs >= 0)) {
      throw new RangeError(`Expected a delay of 0 ms or more, got ${delayMs}.`);
    }
    const atMs = now + delayMs;
    if (atMs >= Number.MAX_VALUE) return;
    const before = this.state.findLastIndex((entry) => entry.atMs <= atMs);
    this.state = this.state.toSpliced(before + 1, 0, { atMs, event });
  }

  /** Runs all events due by `now`, and those that they schedule by then. */
  runUntil(now: number): void {
    for (let next = this.state[0]; next && next.atMs <= now; next = this.state[0]) {
      this.state = this.state.slice(1);
      this.#run(next.event, next.atMs);
    }
  }

  /** Removes the events that match. */
  cancel(matches: (event: Event) => boolean): void {
    this.state = this.state.filter(({ event }) => !matches(event));
  }
}
