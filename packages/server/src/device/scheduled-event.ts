import type { Actor } from "./actors/actor.ts";
import type { ActorEvent } from "./actors/actors.ts";
import type { SlotEvent } from "./slot-state.ts";
import type { SystemEvent } from "./state/system.ts";
import type { TokenExpires } from "./state/tokens.ts";

/** Everything that can be on a device's agenda. */
export type ScheduledEvent =
  | ActorEvent
  | SlotEvent
  | SystemEvent
  | TokenExpires
  /** Somebody who took the lock for some time gives it up. */
  | { readonly kind: "unlocks"; readonly by: Actor };

/** Whether it ends when the system goes off. What people do, they do all the same. */
export function endsWithSystem({ kind }: ScheduledEvent): boolean {
  switch (kind) {
    case "requestShows":
    case "requestEnds":
    case "goesOff":
    case "comesUp":
    case "switchesOver":
    case "tokenExpires":
      return true;
    case "resultForgotten":
    case "unlocks":
    case "step":
    case "randomAction":
      return false;
  }
}
