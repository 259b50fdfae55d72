import { LockLostError, LockNotReleasedError } from "@asyncstatus/client";
import type { Report } from "./report-log.ts";
import type { CaseOptions, CaseRun } from "./run-case.ts";

/** The client's deadline, the token lifetime of a killed client, and a few timeouts. */
const longestMs = { activate: 27 * 60_000, commit: 42 * 60_000 } as const;

/** Returns a description of each violation in a run. */
export function checkRun(run: CaseRun, { fails, task = "activate" }: CaseOptions): string[] {
  return [
    ...(run.applied ? [] : ["the fault was never injected"]),
    ...(run.ended ? [] : ["it hangs"]),
    ...(run.ended && run.tookMs > longestMs[task] ? [`it took ${run.tookMs} ms`] : []),
    ...run.reports.flatMap((report) => checkReport(report, run, fails)),
    ...(run.lockHeldMs > 0 && !isLockReported(run) ? ["a held lock was not reported"] : []),
    ...(run.lockHeldMs > 10 * 60_000 ? ["the lock is held for longer than a token is valid"] : []),
  ];
}

/**
 * Returns a description of what is wrong with a report.
 *
 * @param reason Error message of the request, if it fails.
 */
export function checkReport(
  report: Report,
  { running }: Pick<CaseRun, "running">,
  reason: string | undefined,
): string[] {
  if ("event" in report) return [];
  const { actual } = report;
  if ("error" in report) {
    if (report.from !== "submit" || actual === "not accepted") return [];
    return [`the submission threw although the device had accepted the request: ${report.error}`];
  }
  const { outcome } = report;
  switch (outcome.outcome) {
    case "succeeded": {
      // The versions confirm only that the configuration runs, not who activated it.
      const isRight = actual === "succeeded" || (outcome.confidence === "documented" && running);
      return isRight ? [] : [`reported succeeded, ${outcome.confidence}; actual: ${actual}`];
    }
    case "failed": {
      const isRight = actual === "failed" && outcome.errorMessage === reason;
      return isRight ? [] : [`reported failed, ${outcome.errorMessage}; actual: ${actual}`];
    }
    case "superseded":
    case "lost":
    case "submission-unknown": {
      const { versionEvidence } = outcome;
      if (versionEvidence === "inconclusive") return [];
      const isRight =
        versionEvidence === "confirms"
          ? running
          : actual !== "succeeded" && actual !== "in progress";
      return isRight ? [] : [`reported that the version ${versionEvidence} it; actual: ${actual}`];
    }
    case "timed-out":
    case "aborted":
      return [];
  }
}

/** Returns true if the reports show that the lock may still be held. */
export function isLockReported({ reports }: CaseRun): boolean {
  return reports.some((report) => {
    if ("event" in report) return true;
    if (!("error" in report)) return false;
    const { from, error } = report;
    const isLockError = error instanceof LockNotReleasedError || error instanceof LockLostError;
    return isLockError || from === "unlock" || from === "close";
  });
}
