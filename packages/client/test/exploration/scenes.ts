import type { InvariantName } from "./invariants.ts";
import { type Assumption, type Rules, rulesOf } from "./rules.ts";
import type { Name } from "./world.ts";

/** The worlds that are explored to their end: each with what one part of the rules has to do with. */
export const scenes: Readonly<Record<string, readonly Rules[]>> = {
  restarts: each({ others: 1, restarts: true }),
  switchovers: each({ others: 1, switchovers: true }),
  "words that nobody knows": each({ others: 1, words: true }),
  "results that are forgotten": each({ others: 1, forgets: true }),
  "results that are forgotten, in a pair": each({ forgets: true, switchovers: true }),
  renewals: each({ others: 1, renewals: true }),
  "waits that are resumed": each({ others: 1, resumes: true }),
  "waits that are resumed after restarts": each({ restarts: true, resumes: true }),
  ...Object.fromEntries(
    (["short", "coarse", "cached", "cached before"] as const).map((uptime) => [
      `an uptime that is ${uptime}`,
      each({ restarts: true, switchovers: true, uptime }),
    ]),
  ),
  "a pair with one name": each({ switchovers: true, oneName: true }),
  "two requests of others at once": each({ others: 2 }, ["save", "verify"]),
  "a system that comes back": each({
    restarts: true,
    switchovers: true,
    returns: true,
    words: true,
  }),
};

/** Smaller ones, to be explored in a moment. */
export const smallScenes: readonly Rules[] = [
  rulesOf("activate", { others: 1 }),
  rulesOf("activate", { restarts: true, switchovers: true }),
  rulesOf("save", { others: 1, words: true }),
  rulesOf("activate", { others: 1, forgets: true }),
  rulesOf("verify", { others: 1, renewals: true }),
  rulesOf("activate", { restarts: true, uptime: "short" }),
  rulesOf("save", { restarts: true, resumes: true }),
  rulesOf("verify", { words: true, switchovers: true, returns: true }),
];

function each(
  allowed: Partial<Rules>,
  operations: readonly Name[] = ["activate", "save", "verify"],
): Rules[] {
  return operations.map((operation) => rulesOf(operation, allowed));
}

/** What goes wrong where an assumption does not hold, in a world in which it shows. */
export interface Break {
  readonly assumption: Assumption;
  readonly rules: Rules;
  readonly breaks: InvariantName;
}

export const proof: InvariantName = "what is proven to have succeeded has";

const broken = (
  assumption: Assumption,
  allowed: Partial<Rules>,
  breaks: InvariantName = proof,
  operation: Name = "activate",
): Break => {
  const rules = { secondRequest: "refused", ...allowed, broken: new Set([assumption]) } as const;
  return { assumption, rules: rulesOf(operation, rules), breaks };
};

/** Every assumption is there for something. */
export const breaks: readonly Break[] = [
  broken("the lock binds everybody", { others: 1 }),
  broken("the lock stays with its token", { others: 1 }),
  broken(
    "the lock ends with its system",
    { restarts: true },
    "what is said to have taken no effect never will",
  ),
  broken(
    "a renewal keeps the lock",
    { others: 1, renewals: true },
    "what is said to have failed has",
    "verify",
  ),
  broken("the slot shows the last one issued", {}),
  broken("what was taken is shown in time", { words: true }, "what is said to have failed has"),
  broken("what was issued before our lock is shown before the fence", {}),
  broken("no switchover is undone", { switchovers: true }),
  broken("a restart shows in the uptime", { others: 1, restarts: true }),
  broken("the system says who it is", { switchovers: true }, "what is said to have failed has"),
  broken(
    "nothing runs when the slot shows nothing in progress",
    { others: 1, resumes: true, secondRequest: "replaces" },
    "what is said to have taken no effect never will",
  ),
];
