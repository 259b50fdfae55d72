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
  "changed-under-lock": "changed after the submission, while the lock was held",
  "vendor-order":
    "unchanged since before the submission, but according to the vendor's documentation the most recent request must be shown by now",
  "foreign-seen":
    "according to the vendor's documentation, the most recent request; other users are submitting requests without the lock",
  unchanged: "unchanged since before the submission",
  continued: "may still be the previous request",
  "verify-of-save": "a save may verify the configuration first",
  followed: "may be a later request of yours that replaced this one",
  "may-be-earlier": "may be a request submitted before you took the lock, shown late",
  "may-be-repeated": "may be your earlier request, whose response was lost",
  "other-operation": "not the operation that was submitted",
  "status-cleared": "the device no longer shows a request",
  "lock-lost": "the lock was no longer held, so another user may have submitted it",
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
  "switched-over": "the HA pair switched over",
  "lock-lost": "the lock was released or lost",
  "status-cleared": "the status was cleared",
  contradicted: "the versions contradicted the status",
};

const versionTexts: Readonly<Record<VersionEvidence, string>> = {
  confirms: "the versions show that it succeeded",
  denies: "the versions show that it had no effect",
  inconclusive: "the versions don't show whether it succeeded",
};

/** Describes what the versions show about a request that another one replaced. */
function describeSuperseded(operation: Outcome["operation"], evidence: VersionEvidence): string {
  switch (evidence) {
    case "confirms":
      return `The versions show that the ${operation} succeeded, but the other request may have changed them since.`;
    case "denies":
      return `The versions show that the ${operation} had no effect.`;
    case "inconclusive":
      return `The versions don't show whether the ${operation} succeeded.`;
  }
}

/** Describes an outcome in a sentence, without its kind and confidence. */
export function describeOutcome(outcome: Outcome): string {
  const { operation } = outcome;
  switch (outcome.outcome) {
    case "succeeded":
      return describeSuccess(outcome);
    case "failed":
      return outcome.errorMessage === undefined
        ? `the ${operation} failed; the device gave no reason`
        : `the device reported during ${operation}: ${outcome.errorMessage}`;
    case "superseded":
      return `before your ${operation} finished, another request (${describeOperationState(outcome.by)}) replaced it in the status. ${describeSuperseded(operation, outcome.versionEvidence)}`;
    case "lost":
      return outcome.reason === "contradicted"
        ? `the status shows that your ${operation} finished, but the configuration versions contradict this`
        : `${lossTexts[outcome.reason]} before the result of your ${operation} was seen; ${versionTexts[outcome.versionEvidence]}`;
    case "submission-unknown":
      return outcome.versionEvidence === "inconclusive"
        ? `the response to your ${operation} was lost. Neither the status nor the versions show whether the device accepted the request or whether it succeeded.`
        : `the response to your ${operation} was lost; ${versionTexts[outcome.versionEvidence]}`;
    case "timed-out":
      return `the ${operation} didn't finish within ${formatDuration(outcome.elapsedMs)}`;
    case "aborted":
      return `the ${operation} is still running on the device`;
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
        : "the editing configuration is saved";
    case "activate": {
      if (!versions) return "the saved configuration is running";
      const before = baseline.versions?.runningVersion;
      return before === undefined || before === versions.runningVersion
        ? `version ${versions.runningVersion} is running`
        : `version ${versions.runningVersion} is now running (was ${before})`;
    }
    case "backup":
      return "the backup file has been written";
    case "restore":
      return "the editing configuration is restored; it isn't running yet";
  }
}

/** Describes the grounds for the confidence of an outcome; undefined if it has no confidence. */
export function describeConfidence(outcome: Outcome): string | undefined {
  if (!("confidence" in outcome)) return undefined;
  const { evidence, confidence } = outcome;
  if (confidence === "proven") {
    return "the status changed to show your request while the lock was held, and the device didn't restart";
  }
  if (confidence === "probable") {
    if (isUnidentified(evidence.baseline.system, evidence.system, outcome.elapsedMs)) {
      return "the system couldn't be identified at the end, so a restart or a switchover may have gone unnoticed";
    }
    return "the status changed to show a request of the same kind, but it may be another user's or an earlier one";
  }
  const inferred = "so the result was inferred from the version numbers";
  if (evidence.lock === "lost") return `the lock wasn't held until the end, ${inferred}`;
  const last = evidence.readings.findLast(({ attribution }) => attribution === "ours");
  if (!last) return `the status never showed that the ${outcome.operation} finished, ${inferred}`;
  if (evidence.lock === "presumed") {
    return "the token was renewed; according to the vendor's documentation, the lock carries over to the new token";
  }
  return "according to the vendor's documentation, the status shows the most recent request, so this is yours";
}
