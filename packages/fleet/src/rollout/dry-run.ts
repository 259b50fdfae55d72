import {
  type Clock,
  type CommitResult,
  describeOutcome,
  type PlannedEdit,
  type Sbc,
  systemClock,
} from "@asyncstatus/client";
import { type ChangeTimes, defaultTimes } from "../device/change-unit.ts";
import { problemBefore } from "../device/gates.ts";
import { type DescribeError, describeByMessage, describeOf } from "../device/obstacle.ts";
import { type Connect, openActive } from "../device/open-active.ts";
import { changeOf } from "../device/submit-change.ts";
import type { PlannedUnit } from "../inventory/inventory.ts";
import type { Obstacle } from "../ledger/ledger.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * The result of a dry run on a unit. `succeeded`: the verify of the change succeeded. `unchanged`: there is
 * nothing to change. `failed`: the device reports a failure, or its verify lists faults. `needs-person`: the
 * unit couldn't be changed as it is.
 */
export interface DryRunResult {
  readonly unit: string;
  readonly wave: string;
  readonly state: "succeeded" | "unchanged" | "failed" | "needs-person";
  /** One sentence. */
  readonly summary: string;
  readonly host?: string;
  /** The reason why the unit couldn't be changed. */
  readonly obstacle?: Obstacle;
  /** The command to run, or another fix. */
  readonly hint?: string;
  /** The differences from the running configuration. */
  readonly edits: readonly PlannedEdit[];
}

/** A dry run retries only briefly, so that an unreachable device doesn't delay its report. */
const unreachableMs = 10_000;

/** Options of {@link dryRun}. */
export interface DryRunOptions {
  readonly plan: Plan;
  readonly units: readonly PlannedUnit[];
  readonly connect: Connect;
  /** Returns the times of a host. @default {@link defaultTimes}, but 10 seconds to try to reach a device */
  readonly timesOf?: (host: string) => Partial<ChangeTimes>;
  /** Describes an error. @default its message */
  readonly describeError?: DescribeError;
  /** Begins no further unit. */
  readonly signal?: AbortSignal;
  readonly onResult?: (result: DryRunResult) => void;
  /** @default the clock of this computer */
  readonly clock?: Clock;
}

/**
 * Compares and verifies the change on every unit, at most `limits.total` at a time. Saves and activates
 * nothing: a change file's edits are reverted after the verify. Waves, windows and stop rules don't
 * apply.
 */
export async function dryRun(options: DryRunOptions): Promise<readonly DryRunResult[]> {
  const { plan, units, signal, onResult = () => {} } = options;
  const results = new Map<string, DryRunResult>();
  const left = units.values();
  const work = async () => {
    for (const unit of left) {
      if (signal?.aborted) return;
      const result = await dryRunUnit(unit, options);
      results.set(unit.name, result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(plan.limits.total, units.length) }, work));
  return units.flatMap(({ name }) => results.get(name) ?? []);
}

async function dryRunUnit(
  { name: unit, wave, hosts }: PlannedUnit,
  {
    plan,
    connect,
    timesOf = () => ({}),
    describeError: describe = describeByMessage,
    clock = systemClock,
  }: DryRunOptions,
): Promise<DryRunResult> {
  const common = { unit, wave, edits: [], state: "needs-person" } as const;
  const ofError = (host: string, error: unknown): DryRunResult => ({
    ...common,
    host,
    ...describeOf(error, host, { hosts, describe }),
  });
  const times = { ...defaultTimes, unreachableMs, ...timesOf(hosts[0] ?? "") };
  const active = await openActive(hosts, connect, { ...times, clock });
  if ("error" in active) return ofError(active.host, active.error);
  const { host, sbc } = active;
  try {
    const before = await problemBefore(sbc, plan.gates);
    return { ...common, host, ...(before ?? (await verified(sbc, plan, times))) };
  } catch (error) {
    return ofError(host, error);
  } finally {
    await sbc.close().catch(() => undefined);
  }
}

type Verified = Pick<DryRunResult, "state" | "summary" | "edits" | "obstacle">;

async function verified(sbc: Sbc, { change }: Plan, times: ChangeTimes): Promise<Verified> {
  const { waitForLockMs, waitForIdleMs, commitMs } = times;
  const timeoutMs = waitForLockMs + commitMs;
  const options = { dryRun: true, waitForLockMs, waitForIdleMs, timeoutMs } as const;
  if ("commit" in change) {
    const result = await sbc.commit({ ...options, compare: true });
    return ofResult(result, result.comparison?.differences ?? []);
  }
  const result = await sbc.applyChange(changeOf(change), options);
  return ofResult(result, [...(result.plan?.edited ?? []), ...(result.plan?.edits ?? [])]);
}

function ofResult(
  { outcome, stopReason, steps, error }: CommitResult,
  edits: readonly PlannedEdit[],
): Verified {
  const last = steps.at(-1);
  if (outcome === "unchanged") return { state: outcome, summary: "nothing to change", edits };
  if (outcome === "succeeded") return { state: outcome, summary: "the verify succeeded", edits };
  if (stopReason === "others-edits") {
    const summary = "other edits would be committed as well";
    return { state: "needs-person", summary, edits, obstacle: "others" };
  }
  const isFailed = stopReason === "verify-faults" || outcome === "failed";
  const summary = error?.message ?? (last ? describeOutcome(last) : "nothing was submitted");
  return { state: isFailed ? "failed" : "needs-person", summary, edits };
}
