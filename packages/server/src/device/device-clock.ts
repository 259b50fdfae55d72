import type { Clock } from "@asyncstatus/model/clock";

/** The device's own clock, as plain data. */
export interface DeviceClockState {
  readonly nowMs: number;
  /** Its speed, relative to the clock that drives it. */
  readonly rate: number;
}

/** The device's own clock. It may run fast or slow, and keeps its time when a device is restored. */
export class DeviceClock {
  readonly #clock: Pick<Clock, "now">;
  /** The state when it was last set. */
  #state: DeviceClockState;
  #setAtMs: number;

  /** @param clock The clock that drives it. */
  constructor(clock: Pick<Clock, "now">, rate: number) {
    this.#clock = clock;
    this.#setAtMs = clock.now();
    this.#state = { nowMs: this.#setAtMs, rate };
  }

  now(): number {
    const { nowMs, rate } = this.#state;
    return nowMs + (this.#clock.now() - this.#setAtMs) * rate;
  }

  get state(): DeviceClockState {
    return { nowMs: this.now(), rate: this.#state.rate };
  }

  set state(state: DeviceClockState) {
    this.#setAtMs = this.#clock.now();
    this.#state = state;
  }

  /** Changes the rate from now on. @throws {RangeError} If it is not a finite number above 0. */
  setRate(rate: number): void {
    requireRate(rate);
    this.state = { nowMs: this.now(), rate };
  }
}

/** @throws {RangeError} If a rate is not a finite number above 0. */
export function requireRate(rate: number): void {
  if (!(rate > 0 && rate < Infinity)) {
    throw new RangeError(`Expected a clock rate above 0, got ${rate}.`);
  }
}
