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
    const mayHaveRestarted = passed === undefined || uptime <= passed + toleranceSeconds;
    return mayHaveRestarted ? "restarted" : "switched-over";
  }
  if (passed === undefined || before.peerName !== now.peerName) return "unknown";
  const missing = uptimeBefore + passed * 0.99 - uptime;
  if (missing > toleranceSeconds + coarseSeconds && uptime <= passed + toleranceSeconds) {
    return "restarted";
  }
  return missing <= toleranceSeconds && -missing <= responseSeconds + passed * 0.02
    ? "same"
    : "unknown";
}

/**
 * Returns true if the uptime is that of a system that may have restarted since the baseline, or may be
 * coarse: a system that had just started before the baseline shows no clear difference.
 */
export function mayHaveRestarted(
  before: SystemIdentity,
  now: SystemIdentity,
  elapsedMs: number,
): boolean {
  const [uptimeBefore, uptime] = [before.uptimeSeconds, now.uptimeSeconds];
  if (uptimeBefore === undefined || uptime === undefined) return false;
  const passed = elapsedMs / 1000;
  const missing = uptimeBefore + passed * 0.99 - uptime;
  return missing > toleranceSeconds && uptime <= passed + toleranceSeconds;
}
