import type { Outcome } from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import { formatDuration } from "@asyncstatus/model/text";
import type { Mark } from "../terminal/board.ts";
import type { ExitReason } from "./exit-codes.ts";

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

/** Describes an outcome without its heading. */
export function outcomeText(outcome: Outcome): string {
  const { operation } = outcome;
  switch (outcome.outcome) {
    case "succeeded":
      return successText(outcome);
    case "failed":
      return `${operation}: ${outcome.errorMessage ?? "the device gave no reason"}`;
    case "superseded":
      return `another request (${describeOperationState(outcome.by)}) replaced your ${operation} in the status before it finished; ${versionTexts[outcome.versionEvidence]}`;
    case "lost":
      return `${lossTexts[outcome.why]} before the result of your ${operation} was seen; ${versionTexts[outcome.versionEvidence]}`;
    case "submission-unknown":
      return `the response to your ${operation} was lost, and the status doesn't show whether the device accepted it; ${versionTexts[outcome.versionEvidence]}`;
    case "timed-out":
      return `${operation} hadn't finished after ${formatDuration(outcome.elapsedMs)}`;
    case "aborted":
      return `${operation} is still running on the device`;
  }
}

const lossTexts = {
  "new-epoch": "the device restarted or switched over",
  "lock-lost": "the lock was lost",
  "status-cleared": "the status was cleared",
} as const;

const versionTexts = {
  confirms: "the versions show that it succeeded",
  denies: "the versions show that it had no effect",
  inconclusive: "the versions don't show whether it succeeded",
} as const;

function successText({ operation, evidence }: Outcome): string {
  const { baseline, versions } = evidence;
  switch (operation) {
    case "verify":
      return "no errors found";
    case "save":
      return versions
        ? `version ${versions.currentVersion} is saved`
        : "the edited configuration is saved";
    case "activate": {
      if (!versions) return "the saved configuration is running";
      const before = baseline.versions?.runningVersion;
      return before === undefined || before === versions.runningVersion
        ? `version ${versions.runningVersion} is running`
        : `version ${versions.runningVersion} is now running (was ${before})`;
    }
    case "backup":
      return "the backup file is written";
    case "restore":
      return "restored to the editing configuration; not running yet";
  }
}

/** Describes what the confidence of an outcome rests on; undefined if it has none. */
export function confidenceText(outcome: Outcome): string | undefined {
  if (!("confidence" in outcome)) return undefined;
  const { evidence, confidence } = outcome;
  if (confidence === "proven") {
    return "the status changed to your request while the lock was held and the device didn't restart";
  }
  if (evidence.lock === "lost") return "the lock was lost, so this rests on the versions";
  const last = evidence.readings.findLast(({ attribution }) => attribution === "ours");
  if (!last) return "the end wasn't seen, so this rests on the versions";
  return "by the vendor's documentation, the status shows the most recent request";
}
