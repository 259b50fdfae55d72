import { type ConfigVersions, isTerminal } from "@asyncstatus/model";
import type { SystemIdentity, WaitState } from "./wait-state.ts";

/**
 * What the versions of the configuration say of a request. `yes`: it took effect; of an activate, what was
 * to be activated runs, by whose hand ever. `no` is final: where the request may still be at work, and may
 * yet take effect, it is `unknown`.
 */
export type VersionEvidence = "confirms" | "denies" | "inconclusive";

/**
 * Asks the versions whether a request took effect. After an activate, the running version is the one that
 * was current: then that one runs, whoever activated it. A save moves the current version by one; but that
 * number says only that somebody saved, not what, so it counts only where nobody else can have. The other
 * requests leave no trace there, nor does an activate of what is running already, nor perhaps a save of
 * nothing (assumed).
 *
 * @param isAlone Whether nobody else can have issued a request since the baseline.
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
      // What is there with a word that we do not know may be a save that has yet to end.
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

/** Which system answers, against the one that answered at the baseline. */
export type Continuity =
  /** The same, without a restart in between. */
  | "same"
  | "restarted"
  /** Another one, or the same in another role. */
  | "switched-over"
  /** It does not tell enough, or did not at the baseline. */
  | "unknown";

// Uptimes are whole seconds, and answers take a while.
const uptimeToleranceSeconds = 5;

/** Compares the system that answers with the one of the baseline, by name, role and uptime. */
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
  // Two systems that do not tell their names may be two.
  if (now.hostName === undefined) return isYounger ? "switched-over" : "unknown";
  return isYounger ? "restarted" : "same";
}
