import type { SystemIdentity } from "./wait-state.ts";

/** The relation of two systems: `unknown` if one of them does not identify itself well enough. */
export type Continuity = "same" | "restarted" | "switched-over" | "unknown";

// Uptimes are whole seconds, and responses take time, the one to the submission included.
const toleranceSeconds = 5;
const responseSeconds = 30;
// A device may return its uptime in whole minutes, or one that it read a minute ago.
const coarseSeconds = 60;

/**
 * Compares the system that responds with the one of the baseline.
 *
 * A restart is certain only if the uptime has decreased, or is too short for a system that has run since
 * the baseline, and short enough for one that has restarted since. An uptime that is neither that of the
 * same system nor of a restarted one is `unknown`: it may be coarse, or of a peer with the same name.
 *
 * @param elapsedMs The time since the baseline; `undefined` if it is not known exactly.
 */
export function compareSystems(
  before: SystemIdentity | undefined,
  now: SystemIdentity | undefined,
  elapsedMs: number | undefined,
): Continuity {
  if (!before || !now) return "unknown";
  if (before.hostName !== now.hostName || before.role !== now.role) return "switched-over";
  if (
    before.switchovers !== undefined &&
    now.switchovers !== undefined &&
    before.switchovers !== now.switchovers
  ) {
    return "switched-over";
  }
  const [uptimeBefore, uptime] = [before.uptimeSeconds, now.uptimeSeconds];
  if (uptimeBefore === undefined || uptime === undefined) return "unknown";
  const passed = elapsedMs === undefined ? undefined : elapsedMs / 1000;
  const isYounger = uptime + toleranceSeconds < uptimeBefore;
  // Two systems without a host name may be different ones.
  if (now.hostName === undefined) return isYounger ? "switched-over" : "unknown";
  if (isYounger) {
    const isRestarted = passed === undefined || isShort(uptime, passed);
    return isRestarted ? "restarted" : "switched-over";
  }
  if (passed === undefined || before.peerName !== now.peerName) return "unknown";
  const missing = missingSeconds(uptimeBefore, uptime, passed);
  if (missing > toleranceSeconds + coarseSeconds && isShort(uptime, passed)) return "restarted";
  return missing <= toleranceSeconds && -missing <= responseSeconds + passed * 0.02
    ? "same"
    : "unknown";
}

/**
 * Returns true if the system was identified before the submission but not clearly at the end, so that a
 * restart or a switchover may have gone unnoticed. A system that had just started before the baseline shows
 * no clear difference.
 */
export function isUnidentified(
  before: SystemIdentity | undefined,
  now: SystemIdentity | undefined,
  elapsedMs: number,
): boolean {
  if (!before) return false;
  if (!now) return true;
  if (before.uptimeSeconds === undefined) return false;
  if (now.uptimeSeconds === undefined) return true;
  const passed = elapsedMs / 1000;
  const missing = missingSeconds(before.uptimeSeconds, now.uptimeSeconds, passed);
  return missing > toleranceSeconds && isShort(now.uptimeSeconds, passed);
}

/** By how much the uptime falls short of that of a system that has run all the time. */
function missingSeconds(uptimeBefore: number, uptime: number, passed: number): number {
  return uptimeBefore + passed * 0.99 - uptime;
}

/** Returns true if a system with this uptime may have started since. */
function isShort(uptime: number, passed: number): boolean {
  return uptime <= passed + toleranceSeconds;
}
