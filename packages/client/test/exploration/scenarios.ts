import type { InvariantName } from "./invariants.ts";
import { type Assumption, type Rules, rulesOf } from "./rules.ts";
import type { Operation } from "./world.ts";

/** The models for each part of the rules, which are explored until no new state is found. */
export const scenarios: Readonly<Record<string, readonly Rules[]>> = {
  restarts: each({ others: 1, restarts: true }),
  switchovers: each({ others: 1, switchovers: true }),
  "unknown statuses": each({ others: 1, unknownStatuses: true }),
  "a status that is cleared": each({ others: 1, clears: true }),
  "a status that is cleared, in a pair": each({ clears: true, switchovers: true }),
  renewals: each({ others: 1, renewals: true }),
  "resumed waits": each({ others: 1, resumes: true }),
  "resumed waits after restarts": each({ restarts: true, resumes: true }),
  ...Object.fromEntries(
    (["short", "coarse", "cached", "cached before"] as const).map((uptime) => [
      `a ${uptime} uptime`,
      each({ restarts: true, switchovers: true, uptime }),
    ]),
  ),
  "a pair with one host name": each({ switchovers: true, oneHostName: true }),
  "reworded messages": each({ others: 1, rewords: true, clears: true }),
  "versions that lag": each({ others: 1, versionsLag: true }),
  "versions that lag, with restarts": each({ restarts: true, versionsLag: true, resumes: true }),
  "a submission that arrives late": each({ others: 1, arrivesLate: true, resumes: true }),
  "two simultaneous requests of other users": each({ others: 2 }, ["save", "verify"]),
  "a system that becomes active again": each({
    restarts: true,
    switchovers: true,
    returns: true,
    unknownStatuses: true,
  }),
};

/** Smaller models that the tests explore. */
export const smallScenarios: readonly Rules[] = [
  rulesOf("activate", { others: 1 }),
  rulesOf("activate", { restarts: true, switchovers: true }),
  rulesOf("save", { others: 1, unknownStatuses: true }),
  rulesOf("activate", { others: 1, clears: true }),
  rulesOf("verify", { others: 1, renewals: true }),
  rulesOf("activate", { restarts: true, uptime: "short" }),
  rulesOf("save", { restarts: true, resumes: true }),
  rulesOf("verify", { unknownStatuses: true, switchovers: true, returns: true }),
];

function each(
  allowed: Partial<Rules>,
  operations: readonly Operation[] = ["activate", "save", "verify"],
): Rules[] {
  return operations.map((operation) => rulesOf(operation, allowed));
}

/** An invariant that is broken without an assumption, in a small model. */
export interface Break {
  readonly assumption: Assumption;
  readonly rules: Rules;
  readonly breaks: InvariantName;
}

export const proof: InvariantName = "a request that is proven to have succeeded has succeeded";

const broken = (
  assumption: Assumption,
  allowed: Partial<Rules>,
  breaks: InvariantName = proof,
  operation: Operation = "activate",
): Break => {
  const rules = { secondRequest: "refused", ...allowed, broken: new Set([assumption]) } as const;
  return { assumption, rules: rulesOf(operation, rules), breaks };
};

/** A broken invariant for each assumption. */
export const breaks: readonly Break[] = [
  broken("the lock applies to every user", { others: 1 }),
  broken("the lock is held until its token expires", { others: 1 }),
  broken(
    "a restart or a switchover ends the lock",
    { restarts: true },
    "a request that the versions deny has no effect later",
  ),
  broken(
    "a renewal keeps the lock",
    { others: 1, renewals: true },
    "a request that is reported as failed has failed",
    "verify",
  ),
  broken("the status shows the most recent request", {}),
  broken(
    "an accepted request is shown in time",
    { unknownStatuses: true },
    "a request that is reported as failed has failed",
  ),
  broken("a finished status does not change", {}),
  broken("a request from before our lock is not shown after the fence", {}),
  broken("no system becomes active again without a restart", { switchovers: true }),
  broken("a restart shows in the uptime", { others: 1, restarts: true }),
  broken(
    "the system identifies itself",
    { switchovers: true },
    "a request that is reported as failed has failed",
  ),
  broken(
    "the versions show a change in time",
    { resumes: true, versionsLag: true },
    "a request that the versions deny has no effect later",
  ),
  broken(
    "nothing runs if the status shows nothing in progress",
    { others: 1, resumes: true, secondRequest: "replaces" },
    "a request that the versions deny has no effect later",
  ),
];
