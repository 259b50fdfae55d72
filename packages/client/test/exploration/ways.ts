import type { State } from "./model.ts";
import { type Rules, rulesOf } from "./rules.ts";

/** A way in which what the versions say of an activate is not our request's doing. */
export interface Way {
  readonly story: string;
  /** A small world in which it is found. */
  readonly rules: Rules;
}

const withOthers = rulesOf("activate", { others: 1, secondRequest: "refused" });

/** What is so of all of them. */
export const waysTitle = "Where what was to be activated runs, as we say, but not by our request:";

/** All of them, as exploration shows: by why the wait ended, and by who moved the versions. */
export const ways: Readonly<Record<string, Way>> = {
  "ended, them": {
    story: "The lock was lost, and somebody else asked for the same, which the slot shows.",
    rules: withOthers,
  },
  "lock-lost, them": {
    story: "The lock was lost, and somebody else asked for the same.",
    rules: withOthers,
  },
  "submission-unknown, them": {
    story:
      "No answer came to our submission, the lock was lost, and somebody else asked for the same.",
    rules: withOthers,
  },
  "restarted, them": {
    story: "The system restarted, the lock was gone, and somebody else asked for the same.",
    rules: { ...withOthers, restarts: true },
  },
  "switched-over, them": {
    story: "The pair switched over, the lock was gone, and somebody else asked for the same.",
    rules: { ...withOthers, switchovers: true },
  },
  "status-cleared, them": {
    story:
      "The slot was emptied, the lock was lost, and somebody else asked for the same meanwhile.",
    rules: { ...withOthers, forgets: true },
  },
  "superseded, them": {
    story:
      "Another request came to show in place of ours, and somebody else had asked for the same.",
    rules: withOthers,
  },
  "restarted, a restart": {
    story: "The system restarted, and came up with what was saved.",
    rules: rulesOf("activate", { restarts: true }),
  },
  "switched-over, a restart": {
    story: "One of the pair restarted and came up with what was saved, and the pair switched over.",
    rules: rulesOf("activate", { restarts: true, switchovers: true }),
  },
  "ended, a restart": unnoticed("and the slot kept what it showed"),
  "submission-unknown, a restart": unnoticed("and no answer had come to our submission"),
  "lock-lost, a restart": unnoticed("and the lock was lost"),
  "status-cleared, a restart": unnoticed("and the slot was empty"),
  "superseded, a restart": unnoticed("and another request came to show", withOthers),
};

/** A system that does not say who it is at the end may have restarted. */
function unnoticed(how: string, rules: Rules = rulesOf("activate")): Way {
  return {
    story: `The system restarted and came up with what was saved, but was not identified any more, ${how}.`,
    rules: { ...rules, restarts: true },
  };
}

/** The name of the way in which a state is wrong, where it is. */
export function wayTo({ client: { value: client }, world }: State): string | undefined {
  if (client.at !== "ended") return undefined;
  const said = client.outcome.value;
  const { ours, mover } = world.value;
  const isYes =
    said.outcome === "succeeded"
      ? said.confidence === "documented"
      : "versionEvidence" in said && said.versionEvidence === "confirms";
  if (!isYes || ours === "success") return undefined;
  const { verdict } = client.wait.value;
  return `${verdict?.kind === "lost" ? verdict.reason : verdict?.kind}, ${mover}`;
}
