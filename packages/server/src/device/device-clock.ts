import type { Clock } from "@asyncstatus/model/clock";

/** The device's own clock, as plain data. */
export interface DeviceTimeState {
  readonly nowMs: number;
  /** How fast it runs. */
  readonly rate: number;
}

/**
 * The device's own clock. It may run fast or slow, and a device that is restored has the time that it
 * had, whatever the clock says that moves it.
 */
export class DeviceTime {
  readonly #clock: Pick<Clock, "now">;
  /** What it showed when it was last set. */
  #state: DeviceTimeState;
  #setAtMs: number;

  /** Set by the clock that moves it. */
  constructor(clock: Pick<Clock, "now">, rate: number) {
    this.#clock = clock;
    this.#setAtMs = clock.now();
    this.#state = { nowMs: this.#setAtMs, rate };
  }

  now(): number {
    const { nowMs, rate } = this.#state;
    return nowMs + (this.#clock.now() - this.#setAtMs) * rate;
  }

  get state(): DeviceTimeState {
    return { nowMs: this.now(), rate: this.#state.rate };
  }

  set state(state: DeviceTimeState) {
    this.#setAtMs = this.#clock.now();
    this.#state = state;
  }

  /** Goes on at another rate. @throws {RangeError} where that is not a number above 0 */
  runAt(rate: number): void {
    requireRate(rate);
    this.state = { nowMs: this.now(), rate };
  }
}

/** @throws {RangeError} where a clock cannot run so fast or slow */
export function requireRate(rate: number): void {
  if (!(rate > 0 && rate < Infinity)) {
    throw new RangeError(`Expected a rate above 0 for the clock, got ${rate}.`);
  }
}
