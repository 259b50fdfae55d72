// Every order in which the units of two waves can start and end, with approval, soak, pause, resume, abort and a
// window. The rules are written here a second time, as what must have held when a unit was started.

import { decide } from "../../src/decision/decide.ts";
import type { Decision } from "../../src/decision/decision.ts";
import {
  isOver,
  type RolloutState,
  type UnitProgress,
  type UnitState,
} from "../../src/decision/rollout-state.ts";
import { readPlan } from "../../src/plan/read-plan.ts";

const hourMs = 3_600_000;
const plan = readPlan(`
rollout: 1
change: { commit: {} }
waves: [{ name: canary, soak: 1h, approve: true }, { name: rest }]
limits: { total: 2, perSite: 1 }
window: { timezone: UTC, from: "00:00", to: "03:00" }
stop: { failed: 2, unknown: 2 }
`);
const someone = { by: "ines", atMs: 0 };
const ends: readonly UnitState[] = ["succeeded", "failed", "needs-person"];

/** A unit in its wave. */
export type WaveUnit = Pick<UnitProgress, "name" | "wave" | "sites" | "groups">;

interface World extends RolloutState {
  readonly nowMs: number;
}

function initialWorld(units: readonly WaveUnit[]): World {
  return {
    plan,
    units: units.map((unit) => ({
      ...{ ...unit, hosts: [unit.name], state: "waiting", sinceMs: 0, acknowledged: false },
      ...{ taken: false, isBack: false },
    })),
    control: { approvals: {} },
    nowMs: 0,
  };
}

const inProgress = ({ state }: UnitProgress) => state === "running" || state === "checking";

/**
 * Returns the limit or stop rule that the start of a unit violates.
 *
 * @param open The units that ended without success and have not been acknowledged.
 */
function violatedLimit(
  units: readonly UnitProgress[],
  unit: UnitProgress,
  open: readonly UnitProgress[],
): string | undefined {
  const busy = units.filter(inProgress);
  const others = units.filter((one) => one.groups.some((group) => unit.groups.includes(group)));
  if (busy.length >= 2) return "more than the total";
  if (busy.some(({ sites }) => sites[0] === unit.sites[0])) return "two of a site";
  if (others.some(inProgress)) return "two of a group";
  if (others.some((one) => open.includes(one))) return "a unit of its group ended without success";
  if (open.filter(({ state }) => state === "failed").length >= 2) return "two failed";
  if (open.filter(({ state }) => state === "needs-person").length >= 2) return "two are unknown";
  return undefined;
}

/** Returns the rule that the start of a unit violates. */
function violated({ units, control, nowMs }: World, unit: UnitProgress): string | undefined {
  const canary = units.filter(({ wave }) => wave === "canary");
  const bad = units.filter((one) => isOver(one.state) && one.state !== "succeeded");
  const open = bad.filter(({ acknowledged }) => !acknowledged);
  if (control.aborted) return "aborted";
  if (control.paused) return "paused";
  if (control.rollback) return violatedBack(units, unit);
  if (nowMs % (24 * hourMs) >= 3 * hourMs) return "the window is closed";
  const limit = violatedLimit(units, unit, open);
  if (limit !== undefined) return limit;
  if (unit.wave === "canary") return undefined;
  if (!canary.every(({ state }) => isOver(state))) return "the wave before isn't over";
  if (canary.some(({ sinceMs }) => nowMs < sinceMs + hourMs)) return "the wave before soaks";
  return control.approvals.canary ? undefined : "the wave before isn't approved";
}

/** Returns the rule that the rollback of a unit violates. */
function violatedBack(units: readonly UnitProgress[], unit: UnitProgress): string | undefined {
  const back = units.filter(({ isBack }) => isBack);
  const bad = back.filter((one) => isOver(one.state) && one.state !== "rolled-back");
  const open = bad.filter(({ acknowledged }) => !acknowledged);
  const later = units.filter(({ wave }) => wave === "rest");
  if (!unit.taken) return "the change was not taken";
  if (unit.isBack && unit.state !== "waiting") return "its rollback is over";
  if (units.some((one) => inProgress(one) && !one.isBack)) return "a unit is being changed";
  const limit = violatedLimit(units, unit, open);
  if (limit !== undefined) return limit;
  if (unit.wave === "rest") return undefined;
  const isLeft = later.some((one) => inProgress(one) || (one.taken && !one.isBack));
  return isLeft ? "the wave after isn't rolled back" : undefined;
}

function* nextWorlds(world: World, { start, waves, pause }: Decision): Generator<World> {
  const { units, control, nowMs } = world;
  const withUnit = (name: string, change: Partial<UnitProgress>): World => ({
    ...world,
    units: units.map((unit) => (unit.name === name ? { ...unit, ...change } : unit)),
  });
  // Also one by one: others may have ended when the next is claimed.
  const isBack = control.rollback !== undefined;
  for (const name of start) yield withUnit(name, { state: "running", sinceMs: nowMs, isBack });
  for (const unit of units.filter(inProgress)) {
    for (const state of ends) {
      const taken = unit.taken || state === "succeeded";
      const end = unit.isBack && state === "succeeded" ? "rolled-back" : state;
      yield withUnit(unit.name, { state: end, sinceMs: nowMs, taken });
    }
  }
  const isFirst = !control.rollback && !control.paused && !control.aborted;
  if (isFirst && control.approvals.canary && nowMs === hourMs) {
    yield { ...world, control: { ...control, rollback: someone } };
  }
  // The time has no effect on a rollback.
  if (nowMs < 4 * hourMs && !control.rollback) yield { ...world, nowMs: nowMs + hourMs };
  if (waves.some(({ waitsFor }) => waitsFor === "approval")) {
    yield { ...world, control: { ...control, approvals: { canary: someone } } };
  }
  if (pause !== undefined) yield { ...world, control: { ...control, paused: someone } };
  if (control.paused) {
    const { paused: _, ...others } = control;
    const seen = units.map((unit) => (isOver(unit.state) ? { ...unit, acknowledged: true } : unit));
    yield { ...world, units: seen, control: others };
  }
  if (!control.aborted && !control.rollback)
    yield { ...world, control: { ...control, aborted: someone } };
}

/** Returns what differs between the worlds of an exploration. */
function keyOf({ units, control, nowMs }: World): string {
  const progress = units.map(({ state, sinceMs, acknowledged, taken, isBack }) =>
    [state, sinceMs, acknowledged, taken, isBack].join(),
  );
  return `${nowMs} ${JSON.stringify(control)} ${progress.join(" ")}`;
}

/** The result of an exploration. */
export interface WavesExploration {
  readonly states: number;
  readonly starts: number;
  readonly completed: number;
  readonly rolledBack: number;
  /** The rules that a start violated. */
  readonly problems: readonly string[];
}

/** Visits every state that a rollout with these units can reach. */
export function exploreWaves(waveUnits: readonly WaveUnit[]): WavesExploration {
  const left = [initialWorld(waveUnits)];
  const seen = new Set<string>();
  const problems = new Set<string>();
  let starts = 0;
  let [completed, rolledBack] = [0, 0];
  for (let world = left.pop(); world; world = left.pop()) {
    const decision = decide(world, { nowMs: world.nowMs });
    if (decision.isComplete) completed += 1;
    if (decision.isRolledBack) rolledBack += 1;
    let claimed = world;
    for (const name of decision.start) {
      const unit = claimed.units.find((one) => one.name === name);
      const problem = unit && violated(claimed, unit);
      if (problem !== undefined) problems.add(problem);
      starts += 1;
      const isBack = world.control.rollback !== undefined;
      const units: UnitProgress[] = claimed.units.map((one) =>
        one.name === name ? { ...one, state: "running", isBack } : one,
      );
      claimed = { ...claimed, units };
    }
    for (const next of nextWorlds(world, decision)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      left.push(next);
    }
  }
  return { states: seen.size, starts, completed, rolledBack, problems: [...problems] };
}
