import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "@asyncstatus/client";
import { decide } from "../decision/decide.ts";
import type { Decision } from "../decision/decision.ts";
import { inProgress } from "../decision/startable.ts";
import { stopRule } from "../decision/stop-reason.ts";
import { type ChangeTimes, changeUnit, defaultTimes } from "../device/change-unit.ts";
import type { RunCheck } from "../device/check-after.ts";
import type { DescribeError } from "../device/obstacle.ts";
import type { Connect } from "../device/open-active.ts";
import type { Claim, Ledger, Step, UnitRecord } from "../ledger/ledger.ts";
import { Liveness } from "./liveness.ts";

/** An event of a running rollout. */
export type RolloutEvent =
  /** `takenOver`: another process had begun, and ended without a result. */
  | { readonly type: "started"; readonly unit: string; readonly takenOver: boolean }
  /** No system of the unit responds. It is tried again for at most `retryMs`. */
  | {
      readonly type: "unreachable";
      readonly unit: string;
      readonly reason: string;
      readonly retryMs: number;
    }
  /** The session with a device was lost, and the change of the unit starts again, as after a crash. */
  | { readonly type: "restarted"; readonly unit: string; readonly reason: string }
  | ({ readonly type: "submitting"; readonly unit: string } & Pick<Step, "host" | "operation">)
  /** The lock of a device is held. */
  | { readonly type: "locked"; readonly unit: string; readonly waitedMs: number }
  /** Another worker has taken over the unit. */
  | { readonly type: "fenced"; readonly unit: string }
  /** The unit came to its end, or is waiting again. */
  | { readonly type: "ended"; readonly unit: UnitRecord }
  | { readonly type: "waves"; readonly waves: Decision["waves"] }
  /** A stop rule paused the rollout, or began its rollback. */
  | { readonly type: "paused" | "rolling-back"; readonly reason: string };

/** Options of {@link runRollout}. */
export interface RunOptions {
  readonly ledger: Ledger;
  readonly connect: Connect;
  /** Returns the times of a host. @default {@link defaultTimes} */
  readonly timesOf?: (host: string) => Partial<ChangeTimes>;
  /**
   * True if no other process runs the rollout, as {@link lockRunner} ensures. What others had begun is taken over
   * at once, not when their heartbeats have ended. @default false
   */
  readonly alone?: boolean;
  /** The name of this worker, which no other one has or had. @default a random one */
  readonly worker?: string;
  /** The most units that this worker changes at a time. @default the limits of the plan */
  readonly concurrency?: number;
  /** Waits while the rollout is paused, until it is complete or aborted. @default false */
  readonly service?: boolean;
  /** Describes an error that kept a unit from being changed. @default its message */
  readonly describeError?: DescribeError;
  /** Runs the check commands of the plan. Needed if it has any. */
  readonly runCheck?: RunCheck;
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
 * that was killed had begun. Several processes can run the same rollout: the limits of the plan are for all
 * together.
 *
 * @returns The last decision.
 * @throws if the ledger can't be read or written. Nothing is submitted that isn't in the ledger.
 */
export async function runRollout({
  ledger,
  connect,
  timesOf = () => ({}),
  describeError,
  runCheck,
  alone = false,
  worker = randomUUID(),
  concurrency = Infinity,
  service = false,
  signal,
  onEvent = () => {},
  clock = systemClock,
}: RunOptions): Promise<Decision> {
  const { plan, createdAt } = await ledger.snapshot();
  const hasCommand = plan.gates.after.some((gate) => gate !== "healthy");
  if (hasCommand && !runCheck) throw new Error("runCheck is missing: the plan has a check command");
  const liveness = new Liveness(ledger, worker, clock);
  const inWork = new Map<string, Promise<void>>();
  let failure: unknown;
  let wake = () => {};
  const mayBegin = async ({ isBack }: Claim) => {
    const { paused, aborted, rollback } = await ledger.control();
    return !paused && !aborted && (isBack || !rollback) && !failure && !signal?.aborted;
  };

  const change = async (name: string, toClaim: () => Promise<Claim | undefined>): Promise<void> => {
    const claim = await toClaim();
    if (!claim) return;
    onEvent({ type: "started", unit: name, takenOver: inProgress({ state: claim.from }) });
    const { fence } = await changeUnit(claim, {
      ...{ ledger, plan, createdAt, worker, connect, clock, runCheck, describeError },
      mayBegin: () => mayBegin(claim),
      timesOf: (host) => ({ ...defaultTimes, ...timesOf(host) }),
      onUnreachable: (reason, retryMs) =>
        onEvent({ type: "unreachable", unit: name, reason, retryMs }),
      onRestart: (reason) => onEvent({ type: "restarted", unit: name, reason }),
      onStep: (step) => onEvent({ type: "submitting", unit: name, ...step }),
      onLocked: (waitedMs) => onEvent({ type: "locked", unit: name, waitedMs }),
    });
    const unit = await ledger.unit(name);
    const isOwn = unit.fence === fence;
    onEvent(isOwn ? { type: "ended", unit } : { type: "fenced", unit: name });
  };
  const begin = (name: string, toClaim: () => Promise<Claim | undefined>): void => {
    const changed = change(name, toClaim)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        inWork.delete(name);
        wake();
      });
    inWork.set(name, changed);
  };

  const onAbort = () => wake();
  signal?.addEventListener("abort", onAbort);
  try {
    let shown = "";
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!alone) await liveness.observe();
      const [units, control] = await Promise.all([ledger.units(), ledger.control()]);
      const nowMs = clock.date().getTime();
      const decision = decide({ plan, units, control }, { nowMs });
      const waves = JSON.stringify(decision.waves);
      if (waves !== shown) onEvent({ type: "waves", waves: decision.waves });
      shown = waves;
      if (decision.pause !== undefined && !failure) {
        const reason = decision.pause;
        await ledger.pause({ by: stopRule, reason, atMs: nowMs });
        onEvent({ type: "paused", reason });
      }
      if (decision.rollBack !== undefined && !failure) {
        const reason = decision.rollBack;
        await ledger.rollBack({ by: stopRule, reason, atMs: nowMs });
        onEvent({ type: "rolling-back", reason });
        continue;
      }
      const isStopping = failure !== undefined || signal?.aborted;
      const isOver =
        decision.isOver &&
        (!service || decision.isComplete || decision.isRolledBack || control.aborted !== undefined);
      if (inWork.size === 0 && failure) throw failure;
      if (inWork.size === 0 && (isOver || isStopping)) return decision;
      if (!isStopping) {
        for (const { name, fence, state, worker: last } of units) {
          if (inWork.size >= concurrency) break;
          if (!inProgress({ state }) || inWork.has(name) || liveness.isAlive(last)) continue;
          begin(name, () => ledger.claim(name, fence, worker));
        }
      }
      const isFree = inWork.size < concurrency;
      if (!isStopping && isFree && decision.pause === undefined && decision.start.length > 0) {
        const claims = await ledger.claimWaiting(worker, (state) =>
          decide({ plan, ...state }, { nowMs })
            .start.filter((name) => !inWork.has(name))
            .slice(0, concurrency - inWork.size),
        );
        for (const claim of claims) begin(claim.unit.name, async () => claim);
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
    // If the ledger can't be read, what is in progress ends with its next write.
    failure ??= new Error("The rollout has ended.");
    await Promise.allSettled(inWork.values());
    if (!alone) await ledger.leave(worker).catch(() => undefined);
  }
}
