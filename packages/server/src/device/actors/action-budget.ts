import type { Clock } from "@asyncstatus/model/clock";

/** The random actions that may run at once, after a time without requests. */
const burst = 10_000;
const perSecond = 2_000;

/**
 * ActionBudget limits random actions, so that actors who act often on a fast clock leave the device time to
 * respond. It counts time by the clock that drives the device's own.
 */
export class ActionBudget {
  readonly #clock: Pick<Clock, "now">;
  #left = burst;
  #atMs: number;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
    this.#atMs = clock.now();
  }

  /** Returns true if another random action may run. */
  take(): boolean {
    const now = this.#clock.now();
    this.#left = Math.min(burst, this.#left + ((now - this.#atMs) / 1_000) * perSecond);
    this.#atMs = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
