import type { Clock, Transport, TransportRequest, TransportResponse } from "@asyncstatus/client";
import type { VirtualClock } from "@asyncstatus/server";

/** Process of the client on its own computer. It can be killed, and the computer's date can be wrong. */
export class ClientProcess implements Transport {
  readonly #clock: VirtualClock;
  readonly #send: (request: TransportRequest) => Promise<TransportResponse>;
  readonly #killed = new AbortController();
  #dateAheadMs: number;

  constructor(
    clock: VirtualClock,
    dateAheadMs: number,
    send: (request: TransportRequest, process: ClientProcess) => Promise<TransportResponse>,
  ) {
    this.#clock = clock;
    this.#dateAheadMs = dateAheadMs;
    this.#send = (request) => send(request, this);
  }

  /** Resolves when the process is killed. */
  get killed(): Promise<"killed"> {
    const { signal } = this.#killed;
    return new Promise((resolve) => {
      if (signal.aborted) resolve("killed");
      signal.addEventListener("abort", () => resolve("killed"));
    });
  }

  /** Freezes the process: none of its promises settles anymore. */
  kill(): void {
    this.#killed.abort();
  }

  jumpDate(ms: number): void {
    this.#dateAheadMs += ms;
  }

  /** Advances the time, also for the device, without running the process. */
  sleepThrough(ms: number): void {
    this.#clock.advance(ms);
  }

  readonly clock: Clock = {
    now: () => this.#clock.now(),
    date: () => new Date(this.#clock.date().getTime() + this.#dateAheadMs),
    sleep: (ms, signal) => {
      const killed = this.#killed.signal;
      const any = signal ? AbortSignal.any([signal, killed]) : killed;
      const slept = this.#clock.sleep(ms, any);
      return slept.catch((error: unknown) => (killed.aborted ? never() : Promise.reject(error)));
    },
    after: (ms, callback) =>
      this.#clock.after(ms, () => {
        if (!this.#killed.signal.aborted) callback();
      }),
  };

  async request(request: TransportRequest): Promise<TransportResponse> {
    if (this.#killed.signal.aborted) return never();
    try {
      return await this.#send(request);
    } finally {
      if (this.#killed.signal.aborted) await never();
    }
  }

  async close(): Promise<void> {}
}

function never(): Promise<never> {
  return new Promise(() => {});
}
