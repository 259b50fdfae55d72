import type { Outcome } from "@asyncstatus/client";
import type { Mark } from "../terminal/board.ts";
import type { CommandResult } from "./command-result.ts";
import type { ExitReason } from "./exit-codes.ts";

/** Returns true if the wait ended before the request. */
export function isOpen(outcome: CommandResult["outcome"]): boolean {
  return outcome === "timed-out" || outcome === "aborted";
}

/** Exit code, mark and heading of each outcome. */
export const outcomeKinds: Readonly<
  Record<Outcome["outcome"], { exit: ExitReason; mark: Mark; heading: string }>
> = {
  succeeded: { exit: "succeeded", mark: "good", heading: "Succeeded" },
  failed: { exit: "failed", mark: "bad", heading: "Failed" },
  superseded: { exit: "unknown", mark: "unsure", heading: "Unknown" },
  lost: { exit: "unknown", mark: "unsure", heading: "Unknown" },
  "submission-unknown": { exit: "unknown", mark: "unsure", heading: "Unknown" },
  "timed-out": { exit: "stillRunning", mark: "unsure", heading: "Still running" },
  aborted: { exit: "interrupted", mark: "unsure", heading: "Interrupted" },
};
