import type {
  Attribution,
  AttributionReason,
  Confidence,
  Evidence,
  LossReason,
  Outcome,
  StatusReading,
  VersionEvidence,
} from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";

const versions = { currentVersion: 7, runningVersion: 7 };
const baseline = { versions: { currentVersion: 7, runningVersion: 6 } };

// Records, so that the compiler finds a value that is missing here.
const attributions: Readonly<Record<AttributionReason, Attribution>> = {
  "changed-under-lock": "ours",
  "vendor-order": "ours",
  "foreign-seen": "ours",
  "verify-of-save": "ours",
  unchanged: "stale",
  continued: "stale",
  "other-operation": "foreign",
  followed: "foreign",
  "status-cleared": "unknown",
  "may-be-earlier": "unknown",
  "may-be-repeated": "unknown",
  "lock-lost": "unknown",
  "restarted-or-switched-over": "unknown",
};
const shownOperations: Readonly<Partial<Record<AttributionReason, OperationName>>> = {
  "other-operation": "save",
  "verify-of-save": "verify",
};
const lossReasons: Readonly<Record<LossReason, true>> = {
  restarted: true,
  "switched-over": true,
  "lock-lost": true,
  "status-cleared": true,
  contradicted: true,
};
// `denies` never occurs: a request that was replaced may still be running.
const supersededEvidences: readonly VersionEvidence[] = ["confirms", "inconclusive"];

/** A status reading for each reason of an attribution. */
export const sampleReadings: readonly StatusReading[] = keysOf(attributions).map((reason) => ({
  elapsedMs: 1_000,
  attribution: attributions[reason],
  reason,
  ...(reason !== "status-cleared" && {
    operationState: {
      operation: shownOperations[reason] ?? "activate",
      status: "inProgress",
    },
  }),
}));

const evidence: Evidence = { baseline, readings: [], lock: "held", versions };
const common = { operation: "activate", elapsedMs: 90_000, evidence } as const;
const ours: StatusReading = {
  elapsedMs: 60_000,
  operationState: { operation: "activate", status: "success" },
  attribution: "ours",
  reason: "vendor-order",
};
const seen: Evidence = { ...evidence, readings: [ours] };

const graded = (confidence: Confidence, evidence: Evidence): Outcome => ({
  ...common,
  outcome: "succeeded",
  confidence,
  evidence,
});

/** Outcomes with each text for their result and their confidence. */
export const sampleOutcomes: readonly Outcome[] = [
  ...(["verify", "save", "activate", "backup", "restore"] as const).map(
    (operation): Outcome => ({ ...common, operation, outcome: "succeeded", confidence: "proven" }),
  ),
  graded("documented", seen),
  graded("documented", { ...seen, lock: "presumed" }),
  graded("documented", { ...seen, lock: "lost" }),
  graded("documented", evidence),
  graded("probable", { ...seen, lock: "lost" }),
  { ...common, outcome: "failed", confidence: "proven" },
  { ...common, outcome: "failed", confidence: "proven", errorMessage: "Activate failed." },
  ...supersededEvidences.map(
    (versionEvidence): Outcome => ({
      ...common,
      outcome: "superseded",
      by: { operation: "backup", status: "inProgress" },
      versionEvidence,
    }),
  ),
  ...keysOf(lossReasons).map(
    (reason): Outcome => ({
      ...common,
      outcome: "lost",
      reason,
      versionEvidence: "inconclusive",
    }),
  ),
  { ...common, outcome: "lost", reason: "restarted", versionEvidence: "denies" },
  { ...common, outcome: "submission-unknown", versionEvidence: "inconclusive" },
  { ...common, outcome: "submission-unknown", versionEvidence: "denies" },
  { ...common, outcome: "timed-out" },
  { ...common, outcome: "aborted" },
];

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}
