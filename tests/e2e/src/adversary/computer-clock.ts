import type { Clock } from "@asyncstatus/client";
import type { EventClock } from "./event-clock.ts";

/** A time for which a computer is suspended. */
export interface Suspension {
  readonly atMs: number;
  readonly lastsMs: number;
}

/** The clock of one computer. Its date may be wrong, and its monotonic time stops during a suspension. */
export class ComputerClock implements Clock {
  readonly #clock: EventClock;
  readonly #skewMs: number;
  readonly #suspension: Suspension;

  constructor(clock: EventClock, skewMs: number, suspension: Suspension | undefined) {
    this.#clock = clock;
    this.#skewMs = skewMs;
    this.#suspension = suspension ?? { atMs: Number.POSITIVE_INFINITY, lastsMs: 0 };
  }

  now(): number {
    const { atMs, lastsMs } = this.#suspension;
    const now = this.#clock.now();
    return now - Math.min(lastsMs, Math.max(0, now - atMs));
  }

  date(): Date {
    return new Date(this.#clock.now() + this.#skewMs);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = this.after(ms, () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  after(ms: number, callback: () => void): () => void {
    const { atMs, lastsMs } = this.#suspension;
    const due = this.now() + Math.max(0, ms);
    const dueAtMs = due <= atMs ? due : due + lastsMs;
    return this.#clock.after(dueAtMs - this.#clock.now(), callback);
  }

  /** Calls back when the computer receives what arrives after a delay. */
  receive(ms: number, callback: () => void): void {
    const { atMs, lastsMs } = this.#suspension;
    const arrivesAtMs = this.#clock.now() + ms;
    const isSuspended = arrivesAtMs > atMs && arrivesAtMs < atMs + lastsMs;
    this.#clock.after(isSuspended ? atMs + lastsMs - this.#clock.now() : ms, callback);
  }
}
