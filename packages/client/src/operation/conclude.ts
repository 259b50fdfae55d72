import type { ConfigVersions } from "@asyncstatus/model";
import { compareSystems } from "./compare-systems.ts";
import type { Evidence, FinalOutcome } from "./outcome.ts";
import { type VersionEvidence, versionEvidence } from "./version-evidence.ts";
import type { SystemIdentity, Verdict, WaitState } from "./wait-state.ts";

/** The versions and the system, read after a verdict. */
export interface Confirmation {
  readonly elapsedMs: number;
  /** Absent if the device refuses the request. */
  readonly versions?: ConfigVersions;
  /** Absent if the device refuses the request. */
  readonly system?: SystemIdentity;
}

/** Derives the outcome from a verdict, the versions and the system. */
export function conclude(
  state: WaitState,
  verdict: Verdict,
  { versions, system, elapsedMs }: Confirmation,
): FinalOutcome {
  const { operation, baseline, readings, lock, epoch, foreignSeen } = state;
  const evidence: Evidence = {
    baseline,
    readings,
    lock,
    ...(versions && { versions }),
    ...(system && { system }),
  };
  const common = { operation, elapsedMs, evidence };
  const continuity = compareSystems(baseline.system, system, elapsedMs);
  // If so, no other user has submitted a request, as far as the lock binds all users.
  const isAlone = lock === "held" && !foreignSeen && epoch === "same" && continuity === "same";
  const witnessed = versionEvidence(state, versions, isAlone);
  /** A request that may still be running may yet succeed. */
  const versionsSay = (isOver: boolean): VersionEvidence =>
    witnessed === "denies" && !isOver ? "inconclusive" : witnessed;

  switch (verdict.kind) {
    case "ended": {
      const { status, errorMessage } = verdict.operationState;
      const isProven = isAlone && verdict.reason === "changed-under-lock";
      if (status === "fail") {
        // If the versions confirm the activate, the failure may be another user's.
        const confidence = isProven && witnessed !== "confirms" ? "proven" : "documented";
        const message = errorMessage === undefined ? {} : { errorMessage };
        return { outcome: "failed", ...common, confidence, ...message };
      }
      const confidence = isProven && witnessed !== "denies" ? "proven" : "documented";
      return { outcome: "succeeded", ...common, confidence };
    }
    case "superseded":
      return {
        outcome: "superseded",
        ...common,
        by: verdict.by,
        versionEvidence: versionsSay(false),
      };
    case "lost": {
      if (witnessed === "confirms")
        return { outcome: "succeeded", ...common, confidence: "documented" };
      // A restart ends the request that was running.
      const versionEvidence = versionsSay(verdict.reason === "restarted");
      return { outcome: "lost", ...common, reason: verdict.reason, versionEvidence };
    }
    case "submission-unknown":
      if (witnessed === "confirms")
        return { outcome: "succeeded", ...common, confidence: "documented" };
      // Under our lock, a request that does not show was not accepted, or ended as the one before did.
      return { outcome: "submission-unknown", ...common, versionEvidence: versionsSay(isAlone) };
  }
}
