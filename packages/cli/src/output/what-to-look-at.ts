import type { Outcome } from "@asyncstatus/client";

/** What to do next where an outcome is not the one that was hoped for. */
export function whatToLookAt(outcome: Outcome, command: (words: string) => string): string[] {
  const versions = `See what is saved and what runs: ${command("versions")}`;
  switch (outcome.outcome) {
    case "succeeded":
      return outcome.confidence === "proven" ? [] : [versions];
    case "failed":
      return ["Mend what the device names, and try again.", versions];
    case "superseded":
      return [
        "Somebody issues requests beside you: a person at the ACLI or the GUI, or another program.",
        versions,
      ];
    case "lost":
      return [
        "See which system answers, and since when it runs: its system status, its log.",
        versions,
      ];
    case "submission-unknown":
      return [
        `See what the device shows now: ${command("status")}`,
        versions,
        "Before you submit it again, make sure that it is not at work.",
      ];
    case "timed-out":
    case "aborted":
      return [];
  }
}
