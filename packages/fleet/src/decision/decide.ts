import type { Wave } from "../plan/plan.ts";
import { mayStartAt } from "../plan/window.ts";
import { isOver, type RolloutState, type UnitProgress } from "./rollout-state.ts";
import { stopReason } from "./stop-reason.ts";

/** The time at which a decision is made. */
export interface Observation {
  /** In milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * The state of a wave. `waiting`: see {@link WaveStatus.waitsFor}. `running`: units are being started.
 * `draining`: the rest of its units is running. `checking`: the gates of the last units don't hold yet.
 * `soaking`: until {@link WaveStatus.soakUntilMs}. `passed`: the next wave may start, once this one is
 * approved if it must be. `stopped`: the rollout is paused or aborted before the end of the wave.
 */
export type WaveState =
  | "waiting"
  | "running"
  | "draining"
  | "checking"
  | "soaking"
  | "passed"
  | "stopped";

/** The status of a wave. */
export interface WaveStatus {
  readonly name: string;
  readonly state: WaveState;
  /** The reason why no unit of the wave is started. */
  readonly waitsFor?: "earlier-wave" | "approval" | "window";
  /** The wave to approve, if it waits for approval. */
  readonly approve?: string;
  readonly soakUntilMs?: number;
}

/** The next actions. */
export interface Decision {
  readonly waves: readonly WaveStatus[];
  /** The names of the units to start. */
  readonly start: readonly string[];
  /** The reason to pause the rollout, if a rule says so. */
  readonly pause?: string;
  /** True if nothing is in progress, and nothing more will be started without a person. */
  readonly isOver: boolean;
  /** True if every wave has passed. */
  readonly isComplete: boolean;
  /** When a decision may change without an event, at the latest. */
  readonly wakeAtMs?: number;
}

/** The interval at which the window is checked. */
const windowCheckMs = 15_000;

/**
 * Decides what to do next in a rollout. A pure function of what the ledger holds and the time, so that a
 * process that resumes after a crash decides the same.
 */
export function decide(state: RolloutState, { nowMs }: Observation): Decision {
  const { plan, units, control } = state;
  const pause = control.paused || control.aborted ? undefined : stopReason(state);
  const isHeld = pause !== undefined || control.paused || control.aborted;
  const waves: WaveStatus[] = [];
  let start: readonly string[] = [];
  let blocked: string | undefined;
  for (const [index, wave] of plan.waves.entries()) {
    const own = units.filter((unit) => unit.wave === wave.name);
    const previous = plan.waves[index - 1];
    let status =
      gateAfter(wave.name, previous, waves.at(-1), control) ?? progressOf(wave, own, nowMs);
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
      start = startable(state, own);
      if (start.length === 0 && !units.some(inProgress)) blocked = blockedReason(state, own);
    }
    waves.push(status);
  }
  const isComplete = waves.every((one) => one.state === "passed");
  const stop = pause ?? blocked;
  const isIdle = !units.some(inProgress);
  const soakEnds = waves.flatMap(({ soakUntilMs }) => soakUntilMs ?? []);
  const waitsForWindow = plan.window !== undefined && !isComplete;
  const wakeAtMs = Math.min(...soakEnds, ...(waitsForWindow ? [nowMs + windowCheckMs] : []));
  return {
    waves,
    start,
    ...(stop !== undefined && { pause: stop }),
    isOver: isIdle && (isComplete || Boolean(isHeld) || stop !== undefined),
    isComplete,
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

/** Returns the status of a wave by its units alone. */
function progressOf(wave: Wave, own: readonly UnitProgress[], nowMs: number): WaveStatus {
  const { name } = wave;
  if (own.some(({ state }) => state === "waiting")) return { name, state: "running" };
  if (own.some(({ state }) => state === "running")) return { name, state: "draining" };
  if (own.some(({ state }) => state === "checking")) return { name, state: "checking" };
  const soakUntilMs = Math.max(...own.map(({ sinceMs }) => sinceMs)) + wave.soakMs;
  return nowMs < soakUntilMs ? { name, state: "soaking", soakUntilMs } : { name, state: "passed" };
}

/** Returns true if a unit counts for the limits. */
export function inProgress({ state }: Pick<UnitProgress, "state">): boolean {
  return state === "running" || state === "checking";
}

/** Returns the units of a wave that the limits allow to start. */
function startable(state: RolloutState, own: readonly UnitProgress[]): string[] {
  const { units, plan } = state;
  const { total, perSite = Infinity, perGroup } = plan.limits;
  const busy = units.filter(inProgress);
  const sites = countBy(busy.flatMap(({ sites }) => sites));
  const groups = countBy(busy.flatMap(({ groups }) => groups));
  const held = heldGroups(units);
  const start: string[] = [];
  for (const unit of own) {
    if (unit.state !== "waiting") continue;
    if (busy.length + start.length >= total) break;
    if (unit.sites.some((site) => (sites.get(site) ?? 0) >= perSite)) continue;
    if (unit.groups.some((group) => (groups.get(group) ?? 0) >= perGroup || held.has(group))) {
      continue;
    }
    start.push(unit.name);
    for (const site of unit.sites) sites.set(site, (sites.get(site) ?? 0) + 1);
    for (const group of unit.groups) groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return start;
}

/** Returns true if a unit succeeded, or a person resumed the rollout after it ended. */
function isFine({ state, acknowledged }: UnitProgress): boolean {
  return state === "succeeded" || acknowledged;
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Returns each group with a unit that ended without success, which may need the others. */
function heldGroups(units: readonly UnitProgress[]): Map<string, UnitProgress> {
  const bad = units.filter((unit) => isOver(unit.state) && !isFine(unit));
  return new Map(bad.flatMap((unit) => unit.groups.map((group) => [group, unit] as const)));
}

function blockedReason({ units }: RolloutState, own: readonly UnitProgress[]): string {
  const held = heldGroups(units);
  const waiting = own.filter(({ state }) => state === "waiting");
  const reasons = waiting.flatMap(({ name, groups }) =>
    groups.flatMap((group) => {
      const unit = held.get(group);
      return unit ? [`${name} is in a group (${group}) with ${unit.name}, ${unit.state}`] : [];
    }),
  );
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : "";
  return `${reasons[0] ?? "no unit may be started"}${more}`;
}
