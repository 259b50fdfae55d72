import { type ConfigVersions, isTerminal } from "@asyncstatus/model";
import type { WaitState } from "./wait-state.ts";

/**
 * The evidence of the configuration versions about a request. `confirms`: it succeeded; for an activate,
 * the configuration that was to be activated is running. `denies`: it had no effect, and will have none.
 * `inconclusive`: neither, or the request may still be running.
 */
export type VersionEvidence = "confirms" | "denies" | "inconclusive";

/**
 * Compares the configuration versions before and after a request.
 *
 * An activate sets the running version to the current version. A save increments the current version;
 * the number shows that a user saved, but not who, so it counts only if no other user can have saved.
 * The other operations leave no trace in the versions, and neither does an activate of the running
 * configuration, nor perhaps a save without changes (assumed).
 *
 * @param isAlone True if no other user can have submitted a request since the baseline.
 */
export function versionEvidence(
  { operation, baseline }: WaitState,
  after: ConfigVersions | undefined,
  isAlone: boolean,
): VersionEvidence {
  const before = baseline.versions;
  if (!before || !after) return "inconclusive";
  switch (operation) {
    case "activate":
      if (before.runningVersion === before.currentVersion) return "inconclusive";
      if (after.runningVersion === before.currentVersion) return "confirms";
      return after.runningVersion === before.runningVersion ? "denies" : "inconclusive";
    case "save": {
      // A request of the baseline with an unknown status may be a save that has not ended.
      const wasIdle = !baseline.operationState || isTerminal(baseline.operationState.status);
      const hasMoved = after.currentVersion === before.currentVersion + 1;
      return isAlone && wasIdle && hasMoved ? "confirms" : "inconclusive";
    }
    case "verify":
    case "backup":
    case "restore":
      return "inconclusive";
  }
}
