import type { Baseline, SystemIdentity } from "../../src/operation/wait-state.ts";
import type { Reading, Status } from "./client.ts";
import type { Rules } from "./rules.ts";
import type { World } from "./world.ts";

/** The time in which the device must show an accepted request. */
export const registrationMs = 10_000;

/** The time since our submission. Only the end of `registrationMs` matters. */
export const elapsedMsAt: Readonly<Record<World["time"], number>> = {
  before: 0,
  early: registrationMs / 10,
  late: registrationMs,
};

/** Returns the possible responses to a request of the baseline: several, if the device may have cached one. */
export function read(what: Reading, world: World, rules: Rules): Baseline[] {
  switch (what) {
    case "system":
      return systemsIn(world, 0, rules).map((system) => ({ system }));
    case "operationState":
      return [readStatus(world)];
    case "versions":
      return [{ versions: world.reported ?? world.versions }];
  }
}

/** Returns the status that the active system shows. */
export function readStatus({ slots, active }: World): Status {
  const operationState = slots[active];
  return operationState ? { operationState } : {};
}

/**
 * Returns the possible responses of `system/status`.
 *
 * @param laterMs The time of the request, after the time of the world.
 */
export function systemsIn(
  { active, restarted, time }: World,
  laterMs: number,
  { broken, uptime, oneHostName }: Rules,
): SystemIdentity[] {
  if (broken.has("the system identifies itself")) return [{}];
  const isYoung = restarted[active] && !broken.has("a restart shows in the uptime");
  const passed = (elapsedMsAt[time] + laterMs) / 1_000;
  const uptimes = isYoung ? [youngUptimes[uptime]] : uptimesAfter(passed, uptime);
  const identity = oneHostName
    ? { hostName: "a", role: active === "a" ? "first" : "second" }
    : { hostName: active, role: "active" };
  return uptimes.map((uptimeSeconds) => ({ ...identity, uptimeSeconds }));
}

// The short one differs from the uptime before the restart by no more than the client's tolerance.
const youngUptimes: Readonly<Record<Rules["uptime"], number>> = {
  exact: 1,
  short: 3,
  coarse: 0,
  cached: 1,
  "cached before": 1,
};

/** Returns the possible uptimes of a system that did not restart since the baseline. */
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
