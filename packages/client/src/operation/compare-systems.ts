import type { SystemIdentity } from "./wait-state.ts";

/** The relation of two systems: `unknown` if one of them does not identify itself well enough. */
export type Continuity = "same" | "restarted" | "switched-over" | "unknown";

// Uptimes are whole seconds, and responses take time.
const uptimeToleranceSeconds = 5;

/** Compares the system that responds with the one of the baseline, by host name, role and uptime. */
export function compareSystems(
  before: SystemIdentity | undefined,
  now: SystemIdentity | undefined,
  elapsedMs: number,
): Continuity {
  if (!before || !now) return "unknown";
  if (before.hostName !== now.hostName || before.role !== now.role) return "switched-over";
  if (before.uptimeSeconds === undefined || now.uptimeSeconds === undefined) return "unknown";
  const passed = (elapsedMs / 1000) * 0.99;
  const isYounger = now.uptimeSeconds + uptimeToleranceSeconds < before.uptimeSeconds + passed;
  // Two systems without a host name may be different ones.
  if (now.hostName === undefined) return isYounger ? "switched-over" : "unknown";
  return isYounger ? "restarted" : "same";
}
