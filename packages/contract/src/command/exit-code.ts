import { hasFailed, type Report } from "../verify/report/report.ts";
import { verifyExitCodes } from "./verify-options.ts";

/**
 * Returns the exit code for a report. An interruption takes precedence over a check that failed or was
 * inconclusive, and that over an early end. It is never 0 if the lock may still be held.
 */
export function exitCodeOf(report: Report): number {
  const { completion, lockWarning } = report;
  if (completion.status === "interrupted") return verifyExitCodes.interrupted.code;
  if (hasFailed(report) || completion.status === "no-token") return verifyExitCodes.failed.code;
  if (completion.status !== "complete") return verifyExitCodes[completion.status].code;
  return verifyExitCodes[lockWarning === undefined ? "passed" : "failed"].code;
}
