import type { ConfigVersions } from "@asyncstatus/model";
import type { Evidence, FinalOutcome } from "./outcome.ts";
import type { SystemIdentity, Verdict, WaitState } from "./wait-state.ts";
import { compareSystems, type TookEffect, tookEffect } from "./witness.ts";

/** What was learnt after a verdict. */
export interface Confirmation {
  readonly sinceMs: number;
  /** Absent where the device refuses to say. */
  readonly versions?: ConfigVersions;
  /** Which system answers now. Absent where the device refuses to say. */
  readonly system?: SystemIdentity;
}

const reasons = {
  "lock-lost": "lock-lost",
  "status-gone": "status-gone",
  restarted: "new-epoch",
  "switched-over": "new-epoch",
} as const;

/** Says what a verdict comes to, with what was learnt after it. */
export function conclude(
  state: WaitState,
  verdict: Verdict,
  { versions, system, sinceMs }: Confirmation,
): FinalOutcome {
  const { operation, baseline, sightings, lock, epoch, foreignSeen } = state;
  const evidence: Evidence = {
    baseline,
    sightings,
    lock,
    ...(versions && { versions }),
    ...(system && { system }),
  };
  const common = { operation, elapsedMs: sinceMs, evidence };
  const continuity = compareSystems(baseline.system, system, sinceMs);
  // Only then has nobody else issued a request, as far as the lock binds them.
  const isAlone = lock === "held" && !foreignSeen && epoch === "same" && continuity === "same";
  const witnessed = tookEffect(state, versions, isAlone);
  /** What may still be at work may yet take effect. */
  const effect = (isOver: boolean): TookEffect =>
    witnessed === "no" && !isOver ? "unknown" : witnessed;

  switch (verdict.kind) {
    case "ended": {
      const { status, errorMessage } = verdict.slot;
      const isProven = isAlone && verdict.basis === "transition";
      if (status === "fail") {
        // What was to be activated runs: the failure that shows may be somebody else's.
        const confidence = isProven && witnessed !== "yes" ? "proven" : "documented";
        const reason = errorMessage === undefined ? {} : { errorMessage };
        return { outcome: "failed", ...common, confidence, ...reason };
      }
      const confidence = isProven && witnessed !== "no" ? "proven" : "documented";
      return { outcome: "succeeded", ...common, confidence };
    }
    case "superseded":
      return { outcome: "superseded", ...common, by: verdict.by, tookEffect: effect(false) };
    case "lost": {
      if (witnessed === "yes") return { outcome: "succeeded", ...common, confidence: "documented" };
      // A restart ends what the system was at work on.
      const tookEffect = effect(verdict.why === "restarted");
      return { outcome: "lost", ...common, why: reasons[verdict.why], tookEffect };
    }
    case "submission-unknown":
      if (witnessed === "yes") return { outcome: "succeeded", ...common, confidence: "documented" };
      // Under our lock, a request that does not show was not taken, or has ended as it was before.
      return { outcome: "submission-unknown", ...common, tookEffect: effect(isAlone) };
  }
}
