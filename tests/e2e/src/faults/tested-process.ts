import type { Clock, Transport, TransportRequest, TransportResponse } from "@asyncstatus/client";
import type { VirtualClock } from "@asyncstatus/server";

/** A process of ours on a computer of its own: it can be killed, and the computer's date can be wrong. */
export class TestedProcess implements Transport {
  readonly #clock: VirtualClock;
  readonly #answer: (request: TransportRequest) => Promise<TransportResponse>;
  readonly #end = new AbortController();
  #dateAheadMs: number;

  constructor(
    clock: VirtualClock,
    dateAheadMs: number,
    answer: (request: TransportRequest, process: TestedProcess) => Promise<TransportResponse>,
  ) {
    this.#clock = clock;
    this.#dateAheadMs = dateAheadMs;
    this.#answer = (request) => answer(request, this);
  }

  /** Resolved when the process is killed. */
  get killed(): Promise<"killed"> {
    const { signal } = this.#end;
    return new Promise((resolve) => {
      if (signal.aborted) resolve("killed");
      signal.addEventListener("abort", () => resolve("killed"));
    });
  }

  /** Ends it at once: nothing in it goes on. */
  kill(): void {
    this.#end.abort();
  }

  jumpDate(ms: number): void {
    this.#dateAheadMs += ms;
  }

  /** Time passes, for the device too, in which nothing of this process moves. */
  sleepThrough(ms: number): void {
    this.#clock.advance(ms);
  }

  readonly clock: Clock = {
    now: () => this.#clock.now(),
    date: () => new Date(this.#clock.date().getTime() + this.#dateAheadMs),
    sleep: (ms, signal) => {
      const ended = this.#end.signal;
      const any = signal ? AbortSignal.any([signal, ended]) : ended;
      const slept = this.#clock.sleep(ms, any);
      return slept.catch((error: unknown) => (ended.aborted ? forEver() : Promise.reject(error)));
    },
    after: (ms, callback) =>
      this.#clock.after(ms, () => {
        if (!this.#end.signal.aborted) callback();
      }),
  };

  async request(request: TransportRequest): Promise<TransportResponse> {
    if (this.#end.signal.aborted) return forEver();
    try {
      return await this.#answer(request);
    } finally {
      if (this.#end.signal.aborted) await forEver();
    }
  }

  async close(): Promise<void> {}
}

function forEver(): Promise<never> {
  return new Promise(() => {});
}
