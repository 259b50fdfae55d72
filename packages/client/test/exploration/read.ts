import type { Baseline, SystemIdentity } from "../../src/operation/wait-state.ts";
import type { Reading } from "./client.ts";
import type { Rules } from "./rules.ts";
import type { World } from "./world.ts";

/** The time in which the device must show what it took. */
export const registrationMs = 10_000;

/** The time since our submission: all that counts of it is whether it is over. */
export const elapsedMsAt: Readonly<Record<World["time"], number>> = {
  before: 0,
  early: registrationMs / 10,
  late: registrationMs,
};

/** What the system answers that is asked now. */
export function read(what: Reading, world: World, rules: Rules): Baseline {
  switch (what) {
    case "system":
      return { system: systemIn(world, 0, rules) };
    case "operationState": {
      const operationState = world.slots[world.active];
      return operationState ? { operationState } : {};
    }
    case "versions":
      return { versions: world.versions };
  }
}

/**
 * What the system says of itself that is asked now.
 *
 * @param laterMs How much later than the time of the world it is.
 */
export function systemIn(
  { active, restarted, time }: World,
  laterMs: number,
  { broken }: Rules,
): SystemIdentity {
  if (broken.has("the system says who it is")) return {};
  const isYoung = restarted[active] && !broken.has("a restart shows in the uptime");
  const uptimeSeconds = isYoung ? 1 : 1_000 + (elapsedMsAt[time] + laterMs) / 1_000;
  return { hostName: active, role: "active", uptimeSeconds };
}
