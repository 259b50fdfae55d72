import type { Outcome } from "@asyncstatus/client";
import { decide } from "../decision/decide.ts";
import type { Decision, WaveStatus } from "../decision/decision.ts";
import { type Control, isOver, type UnitState } from "../decision/rollout-state.ts";
import type { Ledger, Obstacle, Step, UnitChange, UnitResult } from "../ledger/ledger.ts";

/** A step of a unit, with its evidence. */
export interface StepReport extends Pick<Step, "host" | "operation" | "state"> {
  readonly of: "change" | "rollback";
  /** ISO 8601. */
  readonly submittedAt: string;
  /** Absent if it isn't known. */
  readonly outcome?: Outcome;
}

/** A unit and what was done to it. */
export interface UnitReport {
  readonly name: string;
  readonly wave: string;
  readonly hosts: readonly string[];
  readonly sites: readonly string[];
  readonly groups: readonly string[];
  readonly state: UnitState;
  /** ISO 8601. */
  readonly since: string;
  readonly summary?: string;
  /** The host that was changed, or was to be. */
  readonly host?: string;
  /** The reason why the unit couldn't be changed. Absent if a request may have had an effect. */
  readonly obstacle?: Obstacle;
  /** The command to run, or another fix. */
  readonly hint?: string;
  /** The edits that were sent, or about to be. Absent if nothing was edited. */
  readonly change?: UnitChange;
  /** True if a save or an activate of the change certainly succeeded. */
  readonly taken: boolean;
  readonly steps: readonly StepReport[];
}

/** A wave with the number of its units by state. */
export interface WaveReport extends WaveStatus {
  readonly units: Readonly<Partial<Record<UnitState, number>>>;
}

/** The state of a rollout, and everything that was done. Contains no credentials. */
export interface RolloutReport {
  readonly format: 1;
  /** `running` and `rolling-back` also if no process runs it; see `hasRunner`. */
  readonly status: "running" | "paused" | "aborted" | "complete" | "rolling-back" | "rolled-back";
  /** True if a process runs the rollout. {@link readReport} leaves it out; see `hasRunner` and `WorkerWatch`. */
  readonly hasRunner?: boolean;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The SHA-256 of plan, change file and inventory. */
  readonly hash: string;
  readonly control: Control;
  readonly waves: readonly WaveReport[];
  readonly units: readonly UnitReport[];
  readonly audit: {
    readonly entries: number;
    /** The hash of the last entry. */
    readonly hash: string;
    /** The reason why the log isn't intact. */
    readonly problem?: string;
  };
}

/**
 * Reads the report of a rollout.
 *
 * @param nowMs In milliseconds since 1970.
 */
export async function readReport(ledger: Ledger, nowMs: number): Promise<RolloutReport> {
  const { plan, hash, createdAt } = await ledger.snapshot();
  const [units, control] = [await ledger.units(), await ledger.control()];
  const decision = decide({ plan, units, control }, { nowMs });
  const entries = await ledger.audit();
  const problem = await ledger.auditProblem();
  const unitReports: UnitReport[] = [];
  for (const unit of units) {
    const { name, wave, hosts, sites, groups, state, sinceMs, change, result } = unit;
    const { taken, backAfter = Infinity } = unit;
    const steps = await ledger.steps(name);
    unitReports.push({
      ...{ name, wave, hosts, sites, groups, state },
      since: new Date(sinceMs).toISOString(),
      ...(result && isOver(state) && describeResult(result)),
      ...(result?.host !== undefined && { host: result.host }),
      ...(change && { change }),
      taken,
      steps: steps.map(({ host, operation, state, fence, saved, outcome }) => ({
        ...{ host, operation, of: fence > backAfter ? "rollback" : "change", state },
        submittedAt: saved.submittedAt,
        ...(outcome && { outcome }),
      })),
    });
  }
  return {
    format: 1,
    status: statusOf(decision, control),
    startedAt: createdAt,
    hash,
    control,
    waves: decision.waves.map((wave) => ({ ...wave, units: countStates(units, wave.name) })),
    units: unitReports,
    audit: {
      entries: entries.length,
      hash: entries.at(-1)?.hash ?? "",
      ...(problem !== undefined && { problem }),
    },
  };
}

function describeResult({ summary, obstacle, hint }: UnitResult) {
  return { summary, ...(obstacle && { obstacle }), ...(hint !== undefined && { hint }) };
}

/** Returns the status of a rollout. */
export function statusOf(
  { isComplete, isRolledBack }: Pick<Decision, "isComplete" | "isRolledBack">,
  { aborted, paused, rollback }: Control,
): RolloutReport["status"] {
  if (isComplete) return "complete";
  if (isRolledBack) return "rolled-back";
  if (aborted) return "aborted";
  if (paused) return "paused";
  return rollback ? "rolling-back" : "running";
}

/** Returns true if units of a rollout are left to change, but no process runs it. */
export function isInterrupted({
  status,
  hasRunner,
}: {
  readonly status: RolloutReport["status"];
  readonly hasRunner?: boolean | undefined;
}): boolean {
  return hasRunner === false && (status === "running" || status === "rolling-back");
}

/** Counts the units of a wave by state. */
export function countStates(
  units: readonly { readonly wave: string; readonly state: UnitState }[],
  wave: string,
): WaveReport["units"] {
  const counts: Partial<Record<UnitState, number>> = {};
  for (const unit of units) {
    if (unit.wave === wave) counts[unit.state] = (counts[unit.state] ?? 0) + 1;
  }
  return counts;
}
