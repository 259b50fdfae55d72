import type { State } from "./model.ts";
import { type Rules, rulesOf } from "./rules.ts";

/** A reason, other than our request, why the configuration is running. */
export interface OtherCause {
  readonly story: string;
  /** A small model in which it is found. */
  readonly rules: Rules;
}

const withOthers = rulesOf("activate", { others: 1, secondRequest: "refused" });

export const otherCausesTitle =
  "The versions confirm the activate, but another cause activated the configuration:";

/** All causes, by the reason for the end of the wait and by who changed the versions. */
export const otherCauses: Readonly<Record<string, OtherCause>> = {
  "ended, them": {
    story: "The lock was lost, and another user submitted an activate, which the status shows.",
    rules: withOthers,
  },
  "lock-lost, them": {
    story: "The lock was lost, and another user submitted an activate.",
    rules: withOthers,
  },
  "submission-unknown, them": {
    story:
      "The response to our submission and the lock were lost, and another user submitted an activate.",
    rules: withOthers,
  },
  "restarted, them": {
    story: "The system restarted, the lock was lost, and another user submitted an activate.",
    rules: { ...withOthers, restarts: true },
  },
  "switched-over, them": {
    story: "The pair switched over, the lock was lost, and another user submitted an activate.",
    rules: { ...withOthers, switchovers: true },
  },
  "status-cleared, them": {
    story: "The status was cleared, the lock was lost, and another user submitted an activate.",
    rules: { ...withOthers, clears: true },
  },
  "superseded, them": {
    story:
      "Another request replaced ours in the status, and another user had submitted an activate.",
    rules: withOthers,
  },
  "restarted, a restart": {
    story: "The system restarted with the saved configuration.",
    rules: rulesOf("activate", { restarts: true }),
  },
  "switched-over, a restart": {
    story:
      "One system of the pair restarted with the saved configuration, and the pair switched over.",
    rules: rulesOf("activate", { restarts: true, switchovers: true }),
  },
  "ended, a restart": unnoticed("and the status did not change"),
  "submission-unknown, a restart": unnoticed("and the response to our submission was lost"),
  "lock-lost, a restart": unnoticed("and the lock was lost"),
  "status-cleared, a restart": unnoticed("and the status was cleared"),
  "superseded, a restart": unnoticed("and the status showed another request", withOthers),
};

/** Describes a restart that goes unnoticed: the system is not identified at the end. */
function unnoticed(how: string, rules: Rules = rulesOf("activate")): OtherCause {
  return {
    story: `The system restarted with the saved configuration, it was not identified at the end, ${how}.`,
    rules: { ...rules, restarts: true },
  };
}

/** Returns the cause, if the versions confirm an activate that did not succeed. */
export function otherCauseOf({ client: { value: client }, world }: State): string | undefined {
  if (client.at !== "ended") return undefined;
  const reported = client.outcome.value;
  const { ours, changedBy } = world.value;
  const isYes =
    reported.outcome === "succeeded"
      ? reported.confidence === "documented"
      : "versionEvidence" in reported && reported.versionEvidence === "confirms";
  if (!isYes || ours === "success") return undefined;
  const { verdict } = client.wait.value;
  return `${verdict?.kind === "lost" ? verdict.reason : verdict?.kind}, ${changedBy}`;
}
