import type { RolloutState, UnitProgress } from "./rollout-state.ts";

/** The name that the ledger has in place of a person's if a rule paused a rollout, or began its rollback. */
export const stopRule = "stop rule";

/** Returns the reason to pause a rollout by its stop rules, if there is one. */
export function stopReason({
  plan,
  units,
}: Pick<RolloutState, "plan" | "units">): string | undefined {
  const { failed, unknown, failedPercent, of } = plan.stop;
  const counting = units.filter(({ acknowledged }) => !acknowledged);
  const bad = counting.filter(isFailed);
  if (bad.length >= failed) return `${bad.length} failed: ${namesOf(bad)}`;
  const unclear = counting.filter(({ state }) => state === "needs-person");
  if (unclear.length >= unknown) {
    const need = unclear.length === 1 ? "needs" : "need";
    return `${unclear.length} ${need} a person: ${namesOf(unclear)}`;
  }
  if (failedPercent === undefined) return undefined;
  const parts =
    of === "rollout"
      ? [{ name: "the rollout", within: units }]
      : plan.waves.map(({ name }) => ({
          name,
          within: units.filter(({ wave }) => wave === name),
        }));
  for (const { name, within } of parts) {
    const count = within.filter((unit) => isFailed(unit) && !unit.acknowledged).length;
    if (count * 100 > failedPercent * within.length) {
      return `${count} of ${within.length} units of ${name} failed, more than ${failedPercent}%`;
    }
  }
  return undefined;
}

function isFailed({ state }: UnitProgress): boolean {
  return state === "failed" || state === "unhealthy";
}

function namesOf(units: readonly UnitProgress[]): string {
  const names = units.slice(0, 3).map(({ name }) => name);
  return `${names.join(", ")}${units.length > names.length ? ", …" : ""}`;
}
