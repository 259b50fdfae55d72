import type { Operation } from "./world.ts";

/** The assumptions of the client. Each can be broken, to find the consequences. */
export const assumptions = [
  // Only the lock holder submits asynchronous requests. We are the holder while our token is valid and
  // the system does not restart.
  "the lock applies to every user",
  "the lock is held until its token expires",
  "a restart or a switchover ends the lock",
  // Documented outcomes depend on this, proven ones do not.
  "a renewal keeps the lock",
  // The status shows our request after its acceptance.
  "the status shows the most recent request",
  "an accepted request is shown in time",
  "a finished status does not change",
  // No earlier request shows after the fence.
  "a request from before our lock is not shown after the fence",
  // The same host name, the same role and a growing uptime mean the same system without a restart.
  "no system becomes active again without a restart",
  "a restart shows in the uptime",
  "the system identifies itself",
  // sbc.settle() depends on these.
  "the versions show a change in time",
  "nothing runs if the status shows nothing in progress",
] as const;
export type Assumption = (typeof assumptions)[number];

/**
 * The uptime that a system returns: in seconds; in seconds since a start just before the baseline; in whole
 * minutes; or a cached value, read at the baseline or a minute before it.
 */
export type Uptime = "exact" | "short" | "coarse" | "cached" | "cached before";

/** The events that are possible in a model. */
export interface Rules {
  /** The request that our client submits. */
  readonly operation: Operation;
  readonly broken: ReadonlySet<Assumption>;
  /** The device's response to a request while another is in progress. A device that replaces may also refuse. */
  readonly secondRequest: "refused" | "replaces";
  /** The maximum number of simultaneous requests from other users. */
  readonly others: number;
  readonly restarts: boolean;
  readonly switchovers: boolean;
  /** If true, a system may become active again after a restart. */
  readonly returns: boolean;
  /** If true, the device may clear the status after the end of a request. */
  readonly clears: boolean;
  /** If true, our token may be renewed, and the first one expires. */
  readonly renewals: boolean;
  readonly uptime: Uptime;
  /** If true, both systems of the pair have the same host name and differ only in their role. */
  readonly oneHostName: boolean;
  /** If true, another process may resume the wait, or settle it under a lock of its own. */
  readonly resumes: boolean;
  /** If true, the device may change the error message of a failure that it shows. */
  readonly rewords: boolean;
  /** If true, the versions may show a change after the status, but less than ten seconds later. */
  readonly versionsLag: boolean;
  /** If true, the device may receive our submission after the client gave up on it. */
  readonly arrivesLate: boolean;
  /** If true, the status of a running request may be unknown to our client. */
  readonly unknownStatuses: boolean;
}

/** Returns rules that allow only the given events. */
export function rulesOf(operation: Operation, allowed: Partial<Rules> = {}): Rules {
  return {
    operation,
    broken: new Set(),
    secondRequest: "replaces",
    others: 0,
    restarts: false,
    switchovers: false,
    returns: false,
    clears: false,
    unknownStatuses: false,
    rewords: false,
    versionsLag: false,
    arrivesLate: false,
    renewals: false,
    resumes: false,
    uptime: "exact",
    oneHostName: false,
    ...allowed,
  };
}

/** Returns a text that is equal for equal rules. */
export function rulesKey(rules: Rules): string {
  return JSON.stringify([rules, ...rules.broken]);
}

/** Returns true if a system may become active again after a switchover. */
export function mayReturn({ returns, broken }: Rules): boolean {
  return returns || broken.has("no system becomes active again without a restart");
}

/** Returns the other operation that other users submit: the one that affects the versions the most. */
export function otherOperation(operation: Operation): Operation {
  switch (operation) {
    case "activate":
    case "verify":
      return "save";
    case "save":
      return "verify";
  }
}
