import type { Actor } from "@asyncstatus/server/in-memory";
import type { Item, World } from "./world.ts";

/** What has become of a request, by the device itself. */
export type Effect = "took effect" | "failed" | "cut short" | "at work" | "never taken";

/** What is the case, whatever anybody says. */
export interface Truth {
  readonly effect: Effect;
  /** When the request ended, where it did. */
  readonly endedAtMs?: number;
  /** Why it failed, where it did. */
  readonly reason?: string;
  /** What verify finds fault with in the configuration that runs. */
  readonly runningFault?: string;
}

// Longer than any request of the scenarios takes, if it ends at all.
const longMs = 3_600_000;

/** Lets time pass until whatever is to end has ended, and says what has become of our request. */
export function findTruth({ clock, device, user, items }: World, operation: string): Truth {
  const runningFault = device.isUp() ? device.configurations().running.fault : undefined;
  const running = runningFault === undefined ? {} : { runningFault };
  clock.advance(longMs);
  // Asked, the device catches up.
  device.isUp();
  const last = items.findLast(
    ({ happening }) =>
      (happening?.kind === "accepted" || happening?.kind === "ended") &&
      happening.operation === operation &&
      isBy(happening.by, user),
  );
  return { ...effectOf(last), ...running };
}

function effectOf(last: Item | undefined): Truth {
  if (!last?.happening) return { effect: "never taken" };
  const { atMs: endedAtMs, happening } = last;
  if (happening.kind !== "ended") return { effect: "at work" };
  switch (happening.end.kind) {
    case "success":
      return { effect: "took effect", endedAtMs };
    case "fail":
      return { effect: "failed", endedAtMs, reason: happening.end.reason };
    case "interrupted":
      return { effect: "cut short", endedAtMs };
  }
}

/** Whether somebody is the REST client of this name. */
export function isBy(actor: Actor, user: string): boolean {
  return typeof actor === "object" && actor.user.name === user;
}
