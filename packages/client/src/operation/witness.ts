import type { ConfigVersions } from "@asyncstatus/model";
import type { Baseline, SystemIdentity, WaitState } from "./wait-state.ts";

/** What the versions of the configuration say of a request. */
export type TookEffect = "yes" | "no" | "unknown";

/**
 * Asks the versions whether a request took effect. A save moves the current version by one; after an
 * activate, the running version is the one that was current. The other requests leave no trace there,
 * nor does an activate of what is running already, nor perhaps a save of nothing (assumed).
 */
export function tookEffect(state: WaitState, after: ConfigVersions | undefined): TookEffect {
  const before = state.baseline.versions;
  if (!before || !after) return "unknown";
  switch (state.operation) {
    case "activate":
      if (before.runningVersion === before.currentVersion) return "unknown";
      if (after.runningVersion === before.currentVersion) return "yes";
      return after.runningVersion === before.runningVersion ? "no" : "unknown";
    case "save":
      return after.currentVersion === before.currentVersion + 1 ? "yes" : "unknown";
    case "verify":
    case "backup":
    case "restore":
      return "unknown";
  }
}

// Uptimes are whole seconds, and answers take a while.
const uptimeToleranceSeconds = 5;

/**
 * Whether another system answers than at the baseline, or the same one after a restart: the host name
 * or the role has changed, or the uptime has not grown with the time that has passed.
 */
export function isNewEpoch(baseline: Baseline, now: SystemIdentity, sinceMs: number): boolean {
  const before = baseline.system;
  if (!before) return false;
  if (before.hostName !== now.hostName || before.role !== now.role) return true;
  if (before.uptimeSeconds === undefined || now.uptimeSeconds === undefined) return false;
  const passed = (sinceMs / 1000) * 0.99;
  return now.uptimeSeconds + uptimeToleranceSeconds < before.uptimeSeconds + passed;
}
