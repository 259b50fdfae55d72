import { hasFailed, type Report, warningsOf } from "../verify/report/report.ts";
import { verifyExitCodes } from "./verify-options.ts";

/**
 * Returns the exit code for a report. An interruption takes precedence over a check that failed or was
 * inconclusive, and that over an early end. It is never 0 if the lock or the test element may remain.
 */
export function exitCodeOf(report: Report): number {
  const { completion } = report;
  if (completion.status === "interrupted") return verifyExitCodes.interrupted.code;
  if (hasFailed(report) || completion.status === "no-token") return verifyExitCodes.failed.code;
  if (completion.status !== "complete") return verifyExitCodes[completion.status].code;
  return verifyExitCodes[warningsOf(report).length === 0 ? "passed" : "failed"].code;
}
