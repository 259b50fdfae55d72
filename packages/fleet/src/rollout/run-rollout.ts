import { type Clock, systemClock } from "@asyncstatus/client";
import { type Decision, decide, inProgress } from "../decision/decide.ts";
import { type ChangeTimes, changeUnit, defaultTimes } from "../device/change-unit.ts";
import type { Connect } from "../device/open-active.ts";
import type { Ledger, Step, UnitRecord } from "../ledger/ledger.ts";

/** An event of a running rollout. */
export type RolloutEvent =
  /** `takenOver`: another process had begun, and ended without a result. */
  | { readonly type: "started"; readonly unit: string; readonly takenOver: boolean }
  | ({ readonly type: "submitting"; readonly unit: string } & Pick<Step, "host" | "operation">)
  /** The unit came to its end, or is waiting again. */
  | { readonly type: "ended"; readonly unit: UnitRecord }
  | { readonly type: "waves"; readonly waves: Decision["waves"] }
  /** A stop rule paused the rollout. */
  | { readonly type: "paused"; readonly reason: string };

/** Options of {@link runRollout}. */
export interface RunOptions {
  readonly ledger: Ledger;
  readonly connect: Connect;
  readonly times?: Partial<ChangeTimes>;
  /** Starts no further unit. What is in progress is followed to its end. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RolloutEvent) => void;
  /** @default the clock of this computer */
  readonly clock?: Clock;
}

/** The interval at which decisions of people are read from the ledger. */
const controlMs = 1_000;

/**
 * Runs a rollout until it is over, paused or aborted, and nothing is in progress. Takes over what a process
 * that was killed had begun.
 *
 * @returns The last decision.
 * @throws if the ledger can't be read or written. Nothing is submitted that isn't in the ledger.
 */
export async function runRollout({
  ledger,
  connect,
  times = {},
  signal,
  onEvent = () => {},
  clock = systemClock,
}: RunOptions): Promise<Decision> {
  const { plan, createdAt } = await ledger.snapshot();
  const units = new Map((await ledger.units()).map((unit) => [unit.name, unit]));
  const workers = new Map<string, Promise<void>>();
  let failure: unknown;
  let wake = () => {};
  const mayBegin = async () => {
    const { paused, aborted } = await ledger.control();
    return !paused && !aborted && !failure && !signal?.aborted;
  };

  const work = async (name: string): Promise<void> => {
    const known = units.get(name);
    if (!known) throw new Error(`The ledger has no unit ${name}.`);
    const claim = await ledger.claim(name, known.fence);
    if (claim) {
      onEvent({ type: "started", unit: name, takenOver: claim.from !== "waiting" });
      units.set(name, { ...known, fence: claim.fence, state: "running" });
      await changeUnit(claim, {
        ...{ ledger, plan, createdAt, connect, clock, mayBegin },
        times: { ...defaultTimes, ...times },
        onStep: (step) => onEvent({ type: "submitting", unit: name, ...step }),
      });
    }
    const unit = await ledger.unit(name);
    units.set(name, unit);
    if (claim) onEvent({ type: "ended", unit });
  };
  const begin = (name: string): void => {
    const worker = work(name)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        workers.delete(name);
        wake();
      });
    workers.set(name, worker);
  };

  const onAbort = () => wake();
  signal?.addEventListener("abort", onAbort);
  try {
    for (const unit of units.values()) if (inProgress(unit)) begin(unit.name);
    let shown = "";
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // Another worker changes them.
      for (const unit of units.values()) {
        if (inProgress(unit) && !workers.has(unit.name)) {
          units.set(unit.name, await ledger.unit(unit.name));
        }
      }
      const control = await ledger.control();
      const nowMs = clock.date().getTime();
      const decision = decide({ plan, units: [...units.values()], control }, { nowMs });
      const waves = JSON.stringify(decision.waves);
      if (waves !== shown) onEvent({ type: "waves", waves: decision.waves });
      shown = waves;
      if (decision.pause !== undefined && !failure) {
        const reason = decision.pause;
        await ledger.pause({ by: "stop rule", reason, atMs: nowMs });
        onEvent({ type: "paused", reason });
      }
      const isStopping = failure !== undefined || signal?.aborted;
      if (workers.size === 0 && failure) throw failure;
      if (workers.size === 0 && (decision.isOver || isStopping)) return decision;
      if (!isStopping && decision.pause === undefined) {
        for (const name of decision.start) {
          if (workers.has(name)) continue;
          const unit = units.get(name);
          // Counts for the limits from now on.
          if (unit) units.set(name, { ...unit, state: "running" });
          begin(name);
        }
      }
      const sleep = new AbortController();
      const delayMs = Math.min(controlMs, (decision.wakeAtMs ?? Infinity) - nowMs);
      await Promise.race([
        woken,
        clock.sleep(Math.max(0, delayMs), sleep.signal).catch(() => undefined),
      ]);
      sleep.abort();
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
