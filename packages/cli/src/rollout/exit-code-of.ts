import type { Obstacle, RolloutReport, UnitReport } from "@asyncstatus/fleet";
import { type ExitCode, type ExitReason, exitCodes, worstOf } from "../run/exit-codes.ts";

const reasonsOfObstacles: Readonly<Record<Obstacle, ExitReason>> = {
  login: "refused",
  certificate: "unreachable",
  unreachable: "unreachable",
  others: "locked",
};

/** Returns the reason for the exit code of a unit that needs a person. */
export function exitReasonOfObstacle(obstacle: Obstacle | undefined): ExitReason {
  return obstacle ? reasonsOfObstacles[obstacle] : "unknown";
}

/** Returns the exit code of a rollout that ended, was paused or was aborted. */
export function exitCodeOf(report: RolloutReport): ExitCode {
  const { status, units } = report;
  const isOver = status === "complete" || status === "rolled-back";
  return exitCodeFor(report, units, "succeeded", isOver);
}

/** Returns the exit code of a rollback: of the units that took the change. */
export function exitCodeOfRollback(report: RolloutReport): ExitCode {
  const taken = report.units.filter(({ taken }) => taken);
  return exitCodeFor(report, taken, "rolled-back", report.status === "rolled-back");
}

/** Returns the worst exit code of some units. One that isn't over counts only if nothing else is wrong. */
function exitCodeFor(
  { audit }: RolloutReport,
  units: readonly UnitReport[],
  wanted: UnitReport["state"],
  isOver: boolean,
): ExitCode {
  const bad = units.flatMap(({ state, obstacle }): ExitReason[] => {
    if (state === "needs-person") return [exitReasonOfObstacle(obstacle)];
    const isBad = ["failed", "unhealthy", "rolled-back"].includes(state) && state !== wanted;
    return isBad ? ["failed"] : [];
  });
  if (audit.problem !== undefined) bad.push("unknown");
  const reasons = bad.length > 0 || isOver ? bad : ["stillRunning" as const];
  return worstOf(reasons.map((reason) => exitCodes[reason].code));
}
