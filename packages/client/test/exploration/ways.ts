import type { State } from "./model.ts";
import { type Rules, rulesOf } from "./rules.ts";

/** A way in which "succeeded, documented" is wrong about our request, while the versions are as it wants. */
export interface Way {
  readonly story: string;
  /** What can be said for it, and against. */
  readonly remark: string;
  /** A small world in which it is found. */
  readonly rules: Rules;
}

const withOthers = rulesOf("activate", { others: 1, secondRequest: "refused" });

const activated = "What was to be activated does run.";
const saved = "A saved version may hold somebody else's changes in place of ours.";

/** All of them, as exploration shows: by why the wait ended, and by who moved the versions. */
export const ways: Readonly<Record<string, Way>> = {
  "lock-lost, them": {
    story: "The lock was lost, and somebody else asked for the same.",
    remark: `${activated} ${saved}`,
    rules: withOthers,
  },
  "submission-unknown, them": {
    story:
      "No answer came to our submission, the lock was lost, and somebody else asked for the same.",
    remark: `${activated} ${saved}`,
    rules: withOthers,
  },
  "restarted, them": {
    story: "The system restarted, the lock was gone, and somebody else asked for the same.",
    remark: `${activated} ${saved}`,
    rules: { ...withOthers, restarts: true },
  },
  "switched-over, them": {
    story: "The pair switched over, the lock was gone, and somebody else asked for the same.",
    remark: `${activated} ${saved}`,
    rules: { ...withOthers, switchovers: true },
  },
  "restarted, a restart": {
    story: "The system restarted, and came up with what was saved: of an activate only.",
    remark: activated,
    rules: rulesOf("activate", { restarts: true }),
  },
  "switched-over, a restart": {
    story:
      "One of the pair restarted and came up with what was saved, and the pair switched over: of an activate only.",
    remark: activated,
    rules: rulesOf("activate", { restarts: true, switchovers: true }),
  },
};

/** The name of the way in which a state is wrong, where it is. */
export function wayTo({ client: { value: client }, world }: State): string | undefined {
  if (client.at !== "ended") return undefined;
  const said = client.outcome.value;
  const { ours, mover } = world.value;
  const isWrong = said.outcome === "succeeded" && ours !== "success";
  if (!isWrong || said.confidence !== "documented") return undefined;
  const { verdict } = client.wait.value;
  return `${verdict?.kind === "lost" ? verdict.why : verdict?.kind}, ${mover}`;
}
