import type { ConfigVersions } from "@asyncstatus/model";
import type { Evidence, FinalOutcome } from "./outcome.ts";
import { compareSystems, type VersionEvidence, versionEvidence } from "./version-evidence.ts";
import type { SystemIdentity, Verdict, WaitState } from "./wait-state.ts";

/** What was learnt after a verdict. */
export interface Confirmation {
  readonly elapsedMs: number;
  /** Absent where the device refuses to say. */
  readonly versions?: ConfigVersions;
  /** Which system answers now. Absent where the device refuses to say. */
  readonly system?: SystemIdentity;
}

const reasons = {
  "lock-lost": "lock-lost",
  "status-cleared": "status-cleared",
  restarted: "new-epoch",
  "switched-over": "new-epoch",
} as const;

/** Says what a verdict comes to, with what was learnt after it. */
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
  const common = { operation, elapsedMs: elapsedMs, evidence };
  const continuity = compareSystems(baseline.system, system, elapsedMs);
  // Only then has nobody else issued a request, as far as the lock binds them.
  const isAlone = lock === "held" && !foreignSeen && epoch === "same" && continuity === "same";
  const witnessed = versionEvidence(state, versions, isAlone);
  /** What may still be at work may yet take effect. */
  const effect = (isOver: boolean): VersionEvidence =>
    witnessed === "denies" && !isOver ? "inconclusive" : witnessed;

  switch (verdict.kind) {
    case "ended": {
      const { status, errorMessage } = verdict.operationState;
      const isProven = isAlone && verdict.basis === "transition";
      if (status === "fail") {
        // What was to be activated runs: the failure that shows may be somebody else's.
        const confidence = isProven && witnessed !== "confirms" ? "proven" : "documented";
        const reason = errorMessage === undefined ? {} : { errorMessage };
        return { outcome: "failed", ...common, confidence, ...reason };
      }
      const confidence = isProven && witnessed !== "denies" ? "proven" : "documented";
      return { outcome: "succeeded", ...common, confidence };
    }
    case "superseded":
      return { outcome: "superseded", ...common, by: verdict.by, versionEvidence: effect(false) };
    case "lost": {
      if (witnessed === "confirms")
        return { outcome: "succeeded", ...common, confidence: "documented" };
      // A restart ends what the system was at work on.
      const versionEvidence = effect(verdict.why === "restarted");
      return { outcome: "lost", ...common, why: reasons[verdict.why], versionEvidence };
    }
    case "submission-unknown":
      if (witnessed === "confirms")
        return { outcome: "succeeded", ...common, confidence: "documented" };
      // Under our lock, a request that does not show was not taken, or has ended as it was before.
      return { outcome: "submission-unknown", ...common, versionEvidence: effect(isAlone) };
  }
}
