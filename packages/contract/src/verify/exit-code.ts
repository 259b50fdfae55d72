import type { Report } from "./report.ts";

/** What the command ends with. */
export const exitCodes = {
  held: 0,
  broken: 1,
  usage: 2,
  unauthorized: 4,
  unreachable: 6,
  interrupted: 130,
} as const;

/**
 * The exit code that a report calls for. An interruption goes before all else; what is broken goes before
 * what kept the rest from being tried. A lock left behind is never 0.
 */
export function exitCodeOf({ checks, ending, lockLeftBehind }: Report): number {
  if (ending.ended === "interrupted") return exitCodes.interrupted;
  if (checks.some(({ result }) => result === "broken")) return exitCodes.broken;
  if (ending.ended === "unreachable") return exitCodes.unreachable;
  if (ending.ended === "unauthorized") return exitCodes.unauthorized;
  return lockLeftBehind === undefined ? exitCodes.held : exitCodes.broken;
}
