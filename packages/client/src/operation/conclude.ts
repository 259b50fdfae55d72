import type { ConfigVersions } from "@asyncstatus/model";
import { compareSystems, isUnidentified } from "./compare-systems.ts";
import type { Confidence, Evidence, FinalOutcome } from "./outcome.ts";
import { type VersionEvidence, versionEvidence } from "./version-evidence.ts";
import type { AttributionReason, SystemIdentity, Verdict, WaitState } from "./wait-state.ts";

/** The versions and the system, read after a verdict. */
export interface Confirmation {
  readonly elapsedMs: number;
  /** Absent if the device refuses the request, or did not respond in time. */
  readonly versions?: ConfigVersions;
  /** Absent if the device refuses the request, or did not respond in time. */
  readonly system?: SystemIdentity;
}

/** Derives the outcome from a verdict, the versions and the system. */
export function conclude(
  state: WaitState,
  verdict: Verdict,
  confirmation: Confirmation,
): FinalOutcome {
  const { operation, baseline, readings, lock, submission, clock } = state;
  const { versions, system, elapsedMs } = confirmation;
  const evidence: Evidence = {
    baseline,
    readings,
    lock,
    ...(versions && { versions }),
    ...(system && { system }),
  };
  const common = { operation, elapsedMs, evidence };
  const { isAlone, witnessed } = weigh(state, confirmation);
  /** A request that may still be running, or still arrive, may yet succeed. */
  const versionsSay = (isOver: boolean): VersionEvidence =>
    witnessed === "denies" && !isOver ? "inconclusive" : witnessed;
  // An earlier save of another user, no longer shown, may have moved the version.
  const byVersions: Confidence = operation === "save" ? "probable" : "documented";
  const isSettled = clock === "settling";

  switch (verdict.kind) {
    case "ended": {
      const { status, errorMessage } = verdict.operationState;
      const { additionalInfo } = verdict;
      const ended = { ...common, ...(additionalInfo && { additionalInfo }) };
      const isProven = isAlone && verdict.reason === "changed-under-lock";
      const reason = isUnidentified(baseline.system, system, elapsedMs)
        ? "unidentified"
        : verdict.reason;
      if (status === "fail") {
        const confidence = confidenceOf(reason, isProven && witnessed !== "confirms");
        const message = errorMessage === undefined ? {} : { errorMessage };
        return { outcome: "failed", ...ended, confidence, ...message };
      }
      const confidence =
        witnessed === "confirms" && !isProven
          ? "documented"
          : confidenceOf(reason, isProven && witnessed !== "denies");
      return { outcome: "succeeded", ...ended, confidence };
    }
    case "superseded":
      return {
        outcome: "superseded",
        ...common,
        by: verdict.by,
        // Also under a lock of ours, a request that was replaced may still be running.
        versionEvidence: versionsSay(false),
      };
    case "lost": {
      if (verdict.reason === "contradicted") {
        return {
          outcome: "lost",
          ...common,
          reason: verdict.reason,
          versionEvidence: "inconclusive",
        };
      }
      if (witnessed === "confirms")
        return { outcome: "succeeded", ...common, confidence: byVersions };
      // A restart ends the request that was running. One without a response may still arrive.
      const isOver =
        isSettled ||
        (verdict.reason === "restarted" && submission === "accepted" && clock === "ours");
      return {
        outcome: "lost",
        ...common,
        reason: verdict.reason,
        versionEvidence: versionsSay(isOver),
      };
    }
    case "submission-unknown":
      if (witnessed === "confirms")
        return { outcome: "succeeded", ...common, confidence: byVersions };
      return { outcome: "submission-unknown", ...common, versionEvidence: versionsSay(isSettled) };
  }
}

/** The time for which versions that contradict the status are read again: they may lag behind it. */
const contradictedForMs = 10_000;
/** The same for a save that moved no version, which some devices may allow. */
const unmovedForMs = 2_000;

/** A contradiction between the end that the status shows and the versions. */
export interface Contradiction {
  /** For how long both are read again. */
  readonly forMs: number;
  /** True if the end does not count as long as the contradiction persists. */
  readonly isFinal: boolean;
}

/** Returns the contradiction between the end that the status shows and the versions, if any. */
export function contradictionOf(
  state: WaitState,
  verdict: Verdict,
  confirmation: Confirmation,
): Contradiction | undefined {
  if (verdict.kind !== "ended") return undefined;
  const { operation, baseline } = state;
  const { witnessed } = weigh(state, confirmation);
  const hasFailed = verdict.operationState.status === "fail";
  const isContradicted = hasFailed
    ? witnessed === "confirms" && verdict.reason !== "changed-under-lock"
    : witnessed === "denies";
  if (isContradicted) return { forMs: contradictedForMs, isFinal: true };
  const { versions } = confirmation;
  const isUnmoved = versions && versions.currentVersion === baseline.versions?.currentVersion;
  return operation === "save" && !hasFailed && isUnmoved
    ? { forMs: unmovedForMs, isFinal: false }
    : undefined;
}

/** Returns true if no other user can have submitted a request, and what the versions show. */
function weigh(
  state: WaitState,
  { versions, system, elapsedMs }: Confirmation,
): { readonly isAlone: boolean; readonly witnessed: VersionEvidence } {
  const { baseline, lock, epoch, foreignSeen, mayBeRepeated, isFollowed, submission, fenceMs } =
    state;
  const passedMs = state.clock === "ours" ? elapsedMs : undefined;
  const continuity = compareSystems(baseline.system, system, passedMs);
  const isAlone =
    lock === "held" && !foreignSeen && !mayBeRepeated && epoch === "same" && continuity === "same";
  // A later request of ours, or one from before our lock, may have moved the versions instead.
  const canBeOther = isFollowed || (submission === "unknown" && fenceMs > 0);
  return { isAlone, witnessed: versionEvidence(state, versions, isAlone && !canBeOther) };
}

const probableReasons: ReadonlySet<AttributionReason | "unidentified"> = new Set([
  "unidentified",
  "lock-lost",
  "may-be-earlier",
  "may-be-repeated",
]);

function confidenceOf(reason: AttributionReason | "unidentified", isProven: boolean): Confidence {
  if (isProven) return "proven";
  return probableReasons.has(reason) ? "probable" : "documented";
}
