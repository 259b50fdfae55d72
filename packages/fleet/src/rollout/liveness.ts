import type { Clock } from "@asyncstatus/client";
import type { Ledger } from "../ledger/ledger.ts";

/** The interval of heartbeats. */
const beatMs = 5_000;
/** The interval at which the heartbeats of the others are read. */
const observeMs = 1_000;
/** A worker is dead if its heartbeats aren't seen to change in this time. */
export const deadMs = 2 * (beatMs - observeMs);

/**
 * Tracks which workers of a rollout are alive, by the heartbeats in the ledger. Doesn't compare the clocks of
 * different computers: what counts is how long this worker sees a heartbeat unchanged. A mistake costs only time:
 * safety comes from the fence of a unit and the lock of the device.
 */
export class Liveness {
  readonly #ledger: Ledger;
  readonly #worker: string;
  readonly #clock: Clock;
  #seen: ReadonlyMap<string, { readonly beats: number; readonly sinceMs: number }> = new Map();
  #beatAtMs = -Infinity;
  #observedAtMs = -Infinity;

  constructor(ledger: Ledger, worker: string, clock: Clock) {
    this.#ledger = ledger;
    this.#worker = worker;
    this.#clock = clock;
  }

  /** Counts a heartbeat of this worker, and reads those of the others, if it is time. */
  async observe(): Promise<void> {
    if (this.#clock.now() - this.#observedAtMs < observeMs) return;
    if (this.#clock.now() - this.#beatAtMs >= beatMs) {
      this.#beatAtMs = this.#clock.now();
      await this.#ledger.beat(this.#worker);
    }
    const workers = await this.#ledger.workers();
    const nowMs = this.#clock.now();
    // This process was stopped, or couldn't reach the ledger, and perhaps the others neither.
    const isLate = nowMs - this.#observedAtMs > beatMs;
    this.#observedAtMs = nowMs;
    this.#seen = new Map(
      [...workers].map(([name, beats]) => {
        const known = this.#seen.get(name);
        const isSame = known?.beats === beats && !isLate;
        return [name, { beats, sinceMs: isSame ? known.sinceMs : nowMs }];
      }),
    );
  }

  /** Returns true if another worker than this one may still work on a unit that it claimed. */
  isAlive(worker: string | undefined): boolean {
    if (worker === undefined || worker === this.#worker) return false;
    const seen = this.#seen.get(worker);
    return seen !== undefined && this.#observedAtMs - seen.sinceMs < deadMs;
  }
}
