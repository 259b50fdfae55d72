import type { Name } from "./world.ts";

/** What the rules of the wait rest on. Each can be broken, to see what then goes wrong. */
export const assumptions = [
  // Nobody but the holder of the lock issues asynchronous requests, and as long as our token is
  // answered, on a system that has run all the time, the holder is us.
  "the lock binds everybody",
  "the lock stays with its token",
  "the lock ends with its system",
  // What is documented rests on this, what is proven does not.
  "a renewal keeps the lock",
  // The slot shows our request once it was taken.
  "the slot shows the last one issued",
  "what was taken is shown in time",
  // Nothing that was issued earlier shows up later.
  "what was issued before our lock is shown before the fence",
  // The same name, the same role and a grown uptime mean the same system, running all the time.
  "no switchover is undone",
  "a restart shows in the uptime",
  "the system says who it is",
  // What settles a wait rests on this.
  "nothing runs when the slot shows nothing in progress",
] as const;
export type Assumption = (typeof assumptions)[number];

/**
 * What a system returns as its uptime: seconds; seconds, but it has started just before the baseline; whole
 * minutes; or a value that it has read at the baseline, or a minute before.
 */
export type Uptime = "exact" | "short" | "coarse" | "cached" | "cached before";

/** What may happen in a world. */
export interface Rules {
  /** The request that our client submits. */
  readonly operation: Name;
  readonly broken: ReadonlySet<Assumption>;
  /** What becomes of a request while another is in progress. A device that replaces may also refuse. */
  readonly secondRequest: "refused" | "replaces";
  /** How many requests of others are under way at once, at most. */
  readonly others: number;
  readonly restarts: boolean;
  readonly switchovers: boolean;
  /** Whether it is switched back to a system that has restarted meanwhile. */
  readonly returns: boolean;
  /** Whether the slot shows a request only for a while after its end. */
  readonly forgets: boolean;
  /** Whether our token is renewed, and the life of the first one ends. */
  readonly renewals: boolean;
  readonly uptime: Uptime;
  /** Whether both systems of a pair have the same name, and differ in their role. */
  readonly oneName: boolean;
  /** Whether another process resumes the wait, or settles it under a lock of its own. */
  readonly resumes: boolean;
  /** Whether the slot may say a word that nobody knows, of a request that has not ended. */
  readonly words: boolean;
}

/** The rules of a world in which nothing happens but what is allowed here. */
export function rulesOf(operation: Name, allowed: Partial<Rules> = {}): Rules {
  return {
    operation,
    broken: new Set(),
    secondRequest: "replaces",
    others: 0,
    restarts: false,
    switchovers: false,
    returns: false,
    forgets: false,
    words: false,
    renewals: false,
    resumes: false,
    uptime: "exact",
    oneName: false,
    ...allowed,
  };
}

/** Whether a system that was switched over from is ever asked again. */
export function mayReturn({ returns, broken }: Rules): boolean {
  return returns || broken.has("no switchover is undone");
}

/** What others issue beside the request that we do: what matters most to the versions. */
export function otherName(operation: Name): Name {
  switch (operation) {
    case "activate":
    case "verify":
      return "save";
    case "save":
      return "verify";
  }
}
