import { describeAdditionalInfo, describeOperationState } from "@asyncstatus/model";
import { formatDuration } from "@asyncstatus/model/text";
import { isUnidentified } from "./compare-systems.ts";
import type { Outcome, Succeeded } from "./outcome.ts";
import type { VersionEvidence } from "./version-evidence.ts";
import type { Attribution, AttributionReason, LossReason, StatusReading } from "./wait-state.ts";

const attributionTexts: Readonly<Record<Attribution, string>> = {
  ours: "ours",
  stale: "stale",
  foreign: "foreign",
  unknown: "owner unknown",
};

const reasonTexts: Readonly<Record<AttributionReason, string>> = {
  "changed-under-lock": "changed since the submission, under the lock",
  "vendor-order":
    "as before the submission, but by the vendor's documentation the most recent request must show by now",
  "foreign-seen":
    "the most recent request, by the vendor's documentation; others submit requests without the lock",
  unchanged: "as before the submission",
  continued: "may be the progress of the request before",
  "verify-of-save": "a save may verify the configuration first",
  followed: "your later request may have replaced it",
  "may-be-earlier": "may be a request from before your lock that the status shows late",
  "may-be-repeated": "may be your earlier request, whose response was lost",
  "other-operation": "not the operation that was submitted",
  "status-cleared": "the device no longer shows a request",
  "lock-lost": "the lock is lost, so another user may have submitted it",
  "restarted-or-switched-over": "the device restarted or switched over",
};

/** Describes the reason of an attribution. */
export function describeReason(reason: AttributionReason): string {
  return reasonTexts[reason];
}

/** Describes a status reading: attribution, status and reason. */
export function describeReading({
  operationState,
  attribution,
  reason,
}: Pick<StatusReading, "operationState" | "attribution" | "reason">): string {
  return `${attributionTexts[attribution]}: ${describeOperationState(operationState)} (${reasonTexts[reason]})`;
}

const lossTexts: Readonly<Record<LossReason, string>> = {
  restarted: "the device restarted",
  "switched-over": "the device switched over",
  "lock-lost": "the lock was lost",
  "status-cleared": "the status was cleared",
  contradicted: "the versions contradicted the status",
};

const versionTexts: Readonly<Record<VersionEvidence, string>> = {
  confirms: "the versions show that it succeeded",
  denies: "the versions show that it had no effect",
  inconclusive: "the versions don't show whether it succeeded",
};

/** Describes an outcome in a sentence, without its kind and confidence. */
export function describeOutcome(outcome: Outcome): string {
  const { operation } = outcome;
  switch (outcome.outcome) {
    case "succeeded":
      return describeSuccess(outcome);
    case "failed":
      return `${operation}: ${outcome.errorMessage ?? "the device gave no reason"}`;
    case "superseded":
      return `another request (${describeOperationState(outcome.by)}) replaced your ${operation} in the status before it finished; ${versionTexts[outcome.versionEvidence]}`;
    case "lost":
      return outcome.reason === "contradicted"
        ? `the status shows the end of your ${operation}, but the versions contradict it`
        : `${lossTexts[outcome.reason]} before the result of your ${operation} was seen; ${versionTexts[outcome.versionEvidence]}`;
    case "submission-unknown":
      return `the response to your ${operation} was lost, and the status doesn't show whether the device accepted it; ${versionTexts[outcome.versionEvidence]}`;
    case "timed-out":
      return `${operation} hadn't finished after ${formatDuration(outcome.elapsedMs)}`;
    case "aborted":
      return `${operation} is still running on the device`;
  }
}

function describeSuccess(outcome: Succeeded): string {
  const { operation, evidence } = outcome;
  const { baseline, versions } = evidence;
  switch (operation) {
    case "verify": {
      const faults = outcome.additionalInfo ? describeAdditionalInfo(outcome.additionalInfo) : [];
      return faults.length === 0
        ? "no errors found"
        : `succeeded, but reports ${faults.join("; ")}`;
    }
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

/** Describes the grounds for the confidence of an outcome; undefined if it has no confidence. */
export function describeConfidence(outcome: Outcome): string | undefined {
  if (!("confidence" in outcome)) return undefined;
  const { evidence, confidence } = outcome;
  if (confidence === "proven") {
    return "the status changed to your request while the lock was held and the device didn't restart";
  }
  if (confidence === "probable") {
    if (isUnidentified(evidence.baseline.system, evidence.system, outcome.elapsedMs)) {
      return "the system couldn't be identified at the end, so a restart or a switchover may have gone unnoticed";
    }
    return "the status changed to a request of this name, but it may be another user's or an earlier one";
  }
  if (evidence.lock === "lost") return "the lock was lost, so this rests on the versions";
  const last = evidence.readings.findLast(({ attribution }) => attribution === "ours");
  if (!last) return "the end wasn't seen, so this rests on the versions";
  if (evidence.lock === "presumed") {
    return "the token was renewed, and by the vendor's documentation the lock was carried over";
  }
  return "by the vendor's documentation, the status shows the most recent request";
}
