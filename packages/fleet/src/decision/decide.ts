import type { Wave } from "../plan/plan.ts";
import { mayStartAt } from "../plan/window.ts";
import { decideRollback } from "./decide-rollback.ts";
import type { Decision, Observation, WaveStatus } from "./decision.ts";
import { isOver, type RolloutState, type UnitProgress } from "./rollout-state.ts";
import { blockedReason, heldGroups, inProgress, isFine, startable } from "./startable.ts";
import { stopReason } from "./stop-reason.ts";

/** The interval at which the window is checked. */
const windowCheckMs = 15_000;

/**
 * Decides what to do next in a rollout. A pure function of what the ledger holds and the time, so that a
 * process that resumes after a crash decides the same.
 */
export function decide(state: RolloutState, { nowMs }: Observation): Decision {
  const { plan, units, control } = state;
  if (control.rollback) return decideRollback(state);
  const pause = control.paused || control.aborted ? undefined : stopReason(state);
  const isHeld = pause !== undefined || control.paused || control.aborted;
  const isIdle = !units.some(inProgress);
  const waves: WaveStatus[] = [];
  let start: readonly string[] = [];
  let blocked: string | undefined;
  for (const [index, wave] of plan.waves.entries()) {
    const own = units.filter((unit) => unit.wave === wave.name);
    const previous = plan.waves[index - 1];
    const next = plan.waves[index + 1]?.name;
    const hasNextBegun = units.some((unit) => unit.wave === next && unit.state !== "waiting");
    let status =
      gateAfter(wave.name, previous, waves.at(-1), control) ??
      progressOf(wave, own, { nowMs, hasNextBegun });
    // A wave that stopped the rollout passes once a person has resumed it.
    const isAccepted = own.every((unit) => !isOver(unit.state) || isFine(unit));
    if (isHeld && !isAccepted && (status.state === "soaking" || status.state === "passed")) {
      status = { name: wave.name, state: "stopped" };
    } else if (status.state === "running" && isHeld) {
      status = { name: wave.name, state: own.some(inProgress) ? "draining" : "stopped" };
    } else if (status.state === "running" && plan.window && !mayStartAt(plan.window, nowMs)) {
      const isFresh = own.every((unit) => unit.state === "waiting");
      status = { ...status, state: isFresh ? "waiting" : "running", waitsFor: "window" };
    } else if (status.state === "running") {
      const waiting = own.filter((unit) => unit.state === "waiting");
      const held = heldGroups(units);
      start = startable(state, waiting, held);
      if (start.length === 0 && isIdle) blocked = blockedReason(waiting, held);
    }
    waves.push(status);
  }
  const isComplete = waves.every((one) => one.state === "passed");
  const rollBack = plan.onStop === "rollback" ? pause : undefined;
  const stop = rollBack === undefined ? (pause ?? blocked) : undefined;
  const soakEnds = waves.flatMap(({ soakUntilMs }) => soakUntilMs ?? []);
  const waitsForWindow = plan.window !== undefined && !isComplete;
  const wakeAtMs = Math.min(...soakEnds, ...(waitsForWindow ? [nowMs + windowCheckMs] : []));
  return {
    waves,
    start,
    ...(stop !== undefined && { pause: stop }),
    ...(rollBack !== undefined && { rollBack }),
    isOver:
      isIdle && rollBack === undefined && (isComplete || Boolean(isHeld) || stop !== undefined),
    isComplete,
    isRolledBack: false,
    ...(Number.isFinite(wakeAtMs) && { wakeAtMs }),
  };
}

/** Returns the status of a wave that the wave before doesn't let start. */
function gateAfter(
  name: string,
  wave: Wave | undefined,
  status: WaveStatus | undefined,
  { approvals }: RolloutState["control"],
): WaveStatus | undefined {
  if (!wave || !status) return undefined;
  if (status.state !== "passed") return { name, state: "waiting", waitsFor: "earlier-wave" };
  if (!wave.approve || Object.hasOwn(approvals, wave.name)) return undefined;
  return { name, state: "waiting", waitsFor: "approval", approve: wave.name };
}

/** Returns the status of a wave by its units alone, and by whether the next one has begun. */
function progressOf(
  wave: Wave,
  own: readonly UnitProgress[],
  { nowMs, hasNextBegun }: Observation & { readonly hasNextBegun: boolean },
): WaveStatus {
  const { name } = wave;
  if (own.some(({ state }) => state === "waiting")) return { name, state: "running" };
  if (own.some(({ state }) => state === "running")) return { name, state: "draining" };
  if (own.some(({ state }) => state === "checking")) return { name, state: "checking" };
  const lastMs = Math.max(...own.map(({ sinceMs }) => sinceMs));
  const soakUntilMs = lastMs + wave.soakMs;
  // The clock may have been set back since, or be behind the one of another worker.
  const hasPassed = wave.soakMs === 0 || (hasNextBegun && nowMs < lastMs);
  return hasPassed || nowMs >= soakUntilMs
    ? { name, state: "passed" }
    : { name, state: "soaking", soakUntilMs };
}
