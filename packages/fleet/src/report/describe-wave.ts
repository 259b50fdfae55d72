import type { WaveStatus } from "../decision/decision.ts";
import type { Intervention, UnitState } from "../decision/rollout-state.ts";
import { isInterrupted, type RolloutReport, type WaveReport } from "./rollout-report.ts";

/** Describes the state of a wave, such as `waiting for the approval of canary`. */
export function describeWave({ state, waitsFor, approve, soakUntilMs }: WaveStatus): string {
  if (waitsFor === "approval") return `waiting for the approval of ${approve}`;
  if (waitsFor === "window") return `${state}, the window is closed`;
  if (waitsFor === "later-wave") return "waiting for the rollback of the wave after";
  if (waitsFor === "earlier-wave") return "waiting for the wave before";
  return soakUntilMs === undefined
    ? state.replace("-", " ")
    : `soaking until ${new Date(soakUntilMs).toISOString()}`;
}

/** Describes the status of a rollout, and the person and the reason. */
export function describeStatus(
  report: Pick<RolloutReport, "status" | "control" | "hasRunner">,
): string {
  const text = describeWhatIs(report);
  if (!isInterrupted(report)) return text;
  return report.status === "running" ? noProcess : `${text} (${noProcess})`;
}

const noProcess = "interrupted, no process is running it";

function describeWhatIs({ status, control }: Pick<RolloutReport, "status" | "control">): string {
  const who = {
    ...{
      running: undefined,
      complete: undefined,
      paused: control.paused,
      aborted: control.aborted,
    },
    ...{ "rolling-back": control.rollback, "rolled-back": control.rollback },
  }[status];
  const text = status.replace("-", " ");
  if (!who) return text;
  return `${text} ${describeIntervention(who)}`;
}

/** Describes who did something to a rollout, and why, such as `by ines: alarms`. */
export function describeIntervention({ by, reason }: Intervention): string {
  return `by ${by}${reason === undefined ? "" : `: ${reason}`}`;
}

/** Describes the number of units by state, such as `2 succeeded, 1 failed`. */
export function describeCounts(counts: WaveReport["units"]): string {
  return Object.entries(counts)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
}

/** Returns the units that a person has to look at. */
export function attentionOf<Unit extends { readonly state: UnitState }>(
  units: readonly Unit[],
): Unit[] {
  return units.filter(({ state }) => ["failed", "unhealthy", "needs-person"].includes(state));
}
