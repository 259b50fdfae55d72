import type { Report } from "../verify/report/report.ts";
import { verifyExitCodes } from "./verify-options.ts";

/**
 * Returns the exit code for a report. An interruption takes precedence over a failed check, and that
 * over an early end. It is never 0 if the lock may still be held.
 */
export function exitCodeOf({ checks, ending, lockLeftBehind }: Report): number {
  if (ending.ended === "interrupted") return verifyExitCodes.interrupted.code;
  if (checks.some(({ result }) => result === "broken")) return verifyExitCodes.failed.code;
  if (ending.ended !== "complete") return verifyExitCodes[ending.ended].code;
  return verifyExitCodes[lockLeftBehind === undefined ? "passed" : "failed"].code;
}
