import type { Outcome } from "@asyncstatus/client";
import type { Step } from "../ledger/ledger.ts";

/**
 * The meaning of an outcome for a unit. `succeeded` and `failed`: the result of the step is known. `repeat`: it
 * had no effect, or none that a repetition could add to. `unknown`: it may have had an effect, or may still
 * have one.
 */
export type Assessment = "succeeded" | "failed" | "repeat" | "unknown";

/**
 * Assesses the outcome of a step.
 *
 * @param isSettled True if it was determined under a lock of its own, so that nothing can run or arrive any
 *   more.
 */
export function assess(
  { operation }: Pick<Step, "operation">,
  outcome: Outcome,
  isSettled: boolean,
): Assessment {
  const isOver = outcome.outcome !== "timed-out" && outcome.outcome !== "aborted";
  if ("confidence" in outcome) {
    const { outcome: kind, confidence, evidence } = outcome;
    if (confidence !== "probable") return kind;
    const { versions, baseline } = evidence;
    const isElsewhere =
      operation === "activate" &&
      kind === "failed" &&
      versions !== undefined &&
      baseline.versions !== undefined &&
      versions.runningVersion !== baseline.versions.currentVersion;
    if (isElsewhere && isSettled) return "failed";
  }
  // After a restart, the client finds `denies` without a lock of its own, and that is final, too (THE-WAIT.md). It is
  // settled anyway: the protocol repeats an activate only after a reading under its own lock, which is what the
  // exploration covers. It costs one more lock, on a device that has just restarted.
  if (!isSettled || !isOver) return "unknown";
  // A verify changes nothing. A second save of the same configuration changes only its number.
  if (operation !== "activate") return "repeat";
  return "versionEvidence" in outcome && outcome.versionEvidence === "denies"
    ? "repeat"
    : "unknown";
}
