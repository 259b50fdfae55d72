import type { Clock } from "@asyncstatus/client";
import type { Ledger } from "../ledger/ledger.ts";
import { deadMs } from "./liveness.ts";

/** Watches whether workers run a rollout, by the heartbeats in its ledger. */
export class WorkerWatch {
  readonly #ledger: Pick<Ledger, "workers">;
  readonly #clock: Clock;
  #last:
    | { readonly beats: string; readonly sinceMs: number; readonly isKnown: boolean }
    | undefined;

  constructor(ledger: Pick<Ledger, "workers">, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /**
   * Reads the heartbeats. Call it every second.
   *
   * @returns True if a worker is alive; `undefined` while that isn't known yet, for at most eight seconds.
   */
  async hasRunner(): Promise<boolean | undefined> {
    const workers = await this.#ledger.workers();
    if (workers.size === 0) return false;
    const nowMs = this.#clock.now();
    const beats = JSON.stringify([...workers].toSorted());
    const last = this.#last;
    if (last?.beats !== beats) {
      this.#last = { beats, sinceMs: nowMs, isKnown: last !== undefined };
      return last ? true : undefined;
    }
    if (nowMs - last.sinceMs >= deadMs) return false;
    return last.isKnown ? true : undefined;
  }
}
