interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly ring: () => void;
  /** True if no promise of the client depends on it, so that the next timer can ring in the same turn. */
  readonly isInternal: boolean;
  isCanceled: boolean;
}

// Far from zero, so that requests from before a scenario have a time.
const startMs = 1_000_000_000;

/** The virtual time of one scenario. It advances from timer to timer, at the caller's pace. */
export class EventClock {
  /** A binary heap: the earliest timer comes first. */
  readonly #heap: Timer[] = [];
  #now = startMs;
  #order = 0;

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  after(ms: number, callback: () => void): () => void {
    return this.#add(ms, callback, false);
  }

  /** Schedules an event of the device, on which no promise of the client depends. */
  schedule(ms: number, callback: () => void): void {
    this.#add(ms, callback, true);
  }

  /**
   * Rings timers until the client may have something to do.
   *
   * @returns False if no timer is left.
   */
  step(): boolean {
    for (let timer = this.#pop(); timer; timer = this.#pop()) {
      this.#now = Math.max(this.#now, timer.atMs);
      timer.ring();
      if (!timer.isInternal) return true;
    }
    return false;
  }

  /** Rings the timers of the device for the given time, and drops those of the client. */
  drain(ms: number): void {
    const untilMs = this.#now + ms;
    for (let timer = this.#pop(); timer && timer.atMs <= untilMs; timer = this.#pop()) {
      this.#now = Math.max(this.#now, timer.atMs);
      if (timer.isInternal) timer.ring();
    }
  }

  #add(ms: number, ring: () => void, isInternal: boolean): () => void {
    this.#order += 1;
    const atMs = this.#now + Math.max(0, ms);
    const timer: Timer = { atMs, order: this.#order, ring, isInternal, isCanceled: false };
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(timer, heap[parent])) break;
      heap[index] = heap[parent] as Timer;
      index = parent;
    }
    heap[index] = timer;
    return () => {
      timer.isCanceled = true;
    };
  }

  #pop(): Timer | undefined {
    const heap = this.#heap;
    for (;;) {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last) return undefined;
      if (heap.length > 0) this.#sink(last);
      if (!first.isCanceled) return first;
    }
  }

  #sink(timer: Timer): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (isBefore(heap[child + 1], heap[child])) child += 1;
      if (!isBefore(heap[child], timer)) break;
      heap[index] = heap[child] as Timer;
      index = child;
    }
    heap[index] = timer;
  }
}

function isBefore(a: Timer | undefined, b: Timer | undefined): boolean {
  if (!a || !b) return a !== undefined;
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
