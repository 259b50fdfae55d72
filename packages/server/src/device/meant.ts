import { type Actor, nameOf } from "./actors/actor.ts";

/**
 * Whom something is about: the REST clients that come from outside; whoever else there is; or the
 * user of this name at the ACLI, in the GUI or among the device's own REST clients.
 */
export type ActorSelector = "client" | "others" | (string & {});

/** Whether this is who is meant, or nobody in particular is. */
export function matchesActor(
  meant: ActorSelector | undefined,
  by: Actor,
  /** The names of the device's own actors, whose tokens are no client's. */
  actorNames: readonly string[],
): boolean {
  const name = nameOf(by);
  const isClient = typeof by === "object" && !actorNames.includes(name);
  if (meant === undefined) return true;
  if (meant === "client") return isClient;
  if (meant === "others") return !isClient;
  return !isClient && name === meant;
}
