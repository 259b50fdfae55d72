import type { Baseline, SystemIdentity } from "../../src/operation/wait-state.ts";
import type { Reading, Status } from "./client.ts";
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

/** What the system may answer that is asked now: more than one, where it may have read it earlier. */
export function read(what: Reading, world: World, rules: Rules): Baseline[] {
  switch (what) {
    case "system":
      return systemsIn(world, 0, rules).map((system) => ({ system }));
    case "operationState":
      return [readStatus(world)];
    case "versions":
      return [{ versions: world.versions }];
  }
}

/** What the status shows. */
export function readStatus({ slots, active }: World): Status {
  const operationState = slots[active];
  return operationState ? { operationState } : {};
}

/**
 * What the system may say of itself that is asked now.
 *
 * @param laterMs How much later than the time of the world it is.
 */
export function systemsIn(
  { active, restarted, time }: World,
  laterMs: number,
  { broken, uptime, oneName }: Rules,
): SystemIdentity[] {
  if (broken.has("the system says who it is")) return [{}];
  const isYoung = restarted[active] && !broken.has("a restart shows in the uptime");
  const passed = (elapsedMsAt[time] + laterMs) / 1_000;
  const uptimes = isYoung ? [youngUptimes[uptime]] : uptimesAfter(passed, uptime);
  const identity = oneName
    ? { hostName: "a", role: active === "a" ? "first" : "second" }
    : { hostName: active, role: "active" };
  return uptimes.map((uptimeSeconds) => ({ ...identity, uptimeSeconds }));
}

// A short one differs from that before the restart by no more than the tolerance of the client.
const youngUptimes: Readonly<Record<Rules["uptime"], number>> = {
  exact: 1,
  short: 3,
  coarse: 0,
  cached: 1,
  "cached before": 1,
};

/** The uptimes that a system may return that runs since before the baseline. */
function uptimesAfter(passed: number, uptime: Rules["uptime"]): number[] {
  const seconds = (uptime === "short" ? 8 : 1_000) + passed;
  switch (uptime) {
    case "exact":
    case "short":
      return [seconds];
    case "coarse":
      return [Math.floor(seconds / 60) * 60];
    case "cached":
      return passed === 0 ? [seconds] : [1_000, seconds];
    case "cached before":
      return passed === 0 ? [940] : [940, seconds];
  }
}
