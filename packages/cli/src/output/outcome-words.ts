import type { Outcome } from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import type { ExitReason } from "../exit-codes.ts";
import type { Mark } from "./board.ts";
import { formatElapsed } from "./format-elapsed.ts";

/** What became of a request, in the words of the command line. */
export type OutcomeWord =
  | "took-effect"
  | "failed"
  | "superseded"
  | "lost"
  | "unknown"
  | "still-running"
  | "interrupted";

/** An outcome, put into words. */
export interface OutcomeWords {
  readonly word: OutcomeWord;
  readonly exit: ExitReason;
  readonly mark: Mark;
  /** What it comes to, after the word. */
  readonly sentence: string;
}

const lossWords = {
  "lock-lost": "the lock was lost",
  "new-epoch": "the system restarted or changed roles",
  "status-cleared": "the device no longer showed any request",
} as const;

/** Puts an outcome into words. */
export function outcomeWords(outcome: Outcome): OutcomeWords {
  const { operation } = outcome;
  switch (outcome.outcome) {
    case "succeeded":
      return { word: "took-effect", exit: "succeeded", mark: "good", sentence: effectOf(outcome) };
    case "failed": {
      const reason = outcome.errorMessage ?? "the device does not say why";
      return { word: "failed", exit: "failed", mark: "bad", sentence: `${operation}: ${reason}` };
    }
    case "superseded": {
      const sentence = `another request took the status before the end of our ${operation} was seen (${describeOperationState(outcome.by)}); ${effectWords[outcome.versionEvidence]}`;
      return { word: "superseded", exit: "unknown", mark: "unsure", sentence };
    }
    case "lost": {
      const sentence = `${lossWords[outcome.why]} before the end of our ${operation} was seen; ${effectWords[outcome.versionEvidence]}`;
      return { word: "lost", exit: "unknown", mark: "unsure", sentence };
    }
    case "submission-unknown": {
      const sentence = `the answer to our ${operation} was lost, and nothing shows whether the device took it; ${effectWords[outcome.versionEvidence]}`;
      return { word: "unknown", exit: "unknown", mark: "unsure", sentence };
    }
    case "timed-out": {
      const sentence = `${operation} had not ended after ${formatElapsed(outcome.elapsedMs)}; the device works on`;
      return { word: "still-running", exit: "stillRunning", mark: "unsure", sentence };
    }
    case "aborted": {
      const sentence = `nobody waits for ${operation} any more; the device works on`;
      return { word: "interrupted", exit: "interrupted", mark: "unsure", sentence };
    }
  }
}

const effectWords = {
  confirms: "by the versions of the configuration, ours took effect",
  denies: "by the versions of the configuration, ours did not take effect",
  inconclusive: "the versions of the configuration do not tell whether ours took effect",
} as const;

function effectOf({ operation, evidence }: Outcome): string {
  const { baseline, versions } = evidence;
  switch (operation) {
    case "verify":
      return "the device finds no fault in what is edited";
    case "save":
      return versions
        ? `version ${versions.currentVersion} is saved`
        : "the edited configuration is saved";
    case "activate": {
      if (!versions) return "the saved configuration is running";
      const before = baseline.versions?.runningVersion;
      const moved =
        before === undefined || before === versions.runningVersion ? "" : ` (${before} before)`;
      return `version ${versions.runningVersion} is running${moved}`;
    }
    case "backup":
      return "the backup is written";
    case "restore":
      return "the configuration is restored";
  }
}

/** Why an outcome is as sure as it is; undefined where that is not said of it. */
export function whySoSure(outcome: Outcome): string | undefined {
  if (!("confidence" in outcome)) return undefined;
  const { evidence, confidence } = outcome;
  if (confidence === "proven") {
    return "the status changed to our request after it was submitted, under our lock, on the same system";
  }
  if (evidence.lock === "lost")
    return "the lock was not ours throughout: it rests on the versions alone";
  const last = evidence.readings.findLast(({ attribution }) => attribution === "ours");
  if (!last) return "its end was not seen: it rests on the versions alone";
  if (!last.reason.endsWith("under our lock")) return last.reason;
  return "the system, or the versions, do not bear it out: it rests on the device's word alone";
}

/** A word as people read it. */
export function spoken(word: string): string {
  return word.replaceAll("-", " ");
}
