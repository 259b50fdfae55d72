import { isOver, type RolloutState, type UnitProgress } from "./rollout-state.ts";

/** Returns true if a unit counts for the limits. */
export function inProgress({ state }: Pick<UnitProgress, "state">): boolean {
  return state === "running" || state === "checking";
}

/** Returns the candidates that the limits allow to start. */
export function startable(
  { units, plan }: Pick<RolloutState, "units" | "plan">,
  candidates: readonly UnitProgress[],
  held: ReadonlyMap<string, UnitProgress>,
): string[] {
  const { total, perSite = Infinity, perGroup } = plan.limits;
  const busy = units.filter(inProgress);
  const sites = countBy(busy.flatMap(({ sites }) => sites));
  const groups = countBy(busy.flatMap(({ groups }) => groups));
  const start: string[] = [];
  for (const unit of candidates) {
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

/** Returns true if a unit ended well, or a person resumed the rollout after it ended. */
export function isFine({ state, acknowledged }: UnitProgress): boolean {
  return state === "succeeded" || state === "rolled-back" || acknowledged;
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Returns each group with a unit that ended without success, which may need the others. */
export function heldGroups(units: readonly UnitProgress[]): Map<string, UnitProgress> {
  const bad = units.filter((unit) => isOver(unit.state) && !isFine(unit));
  return new Map(bad.flatMap((unit) => unit.groups.map((group) => [group, unit] as const)));
}

/** Returns the reason why none of the candidates may be started. */
export function blockedReason(
  candidates: readonly UnitProgress[],
  held: ReadonlyMap<string, UnitProgress>,
): string {
  const reasons = candidates.flatMap(({ name, groups }) =>
    groups.flatMap((group) => {
      const unit = held.get(group);
      return unit ? [`${name} is in a group (${group}) with ${unit.name}, ${unit.state}`] : [];
    }),
  );
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : "";
  return `${reasons[0] ?? "no unit may be started"}${more}`;
}
