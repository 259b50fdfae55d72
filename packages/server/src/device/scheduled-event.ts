import type { Actor } from "./actor.ts";
import type { ActorEvent } from "./actors/actors.ts";
import type { VersionsEvent } from "./state/configuration.ts";
import type { SlotEvent } from "./state/slot.ts";
import type { SystemEvent } from "./state/system.ts";
import type { TokenEvent } from "./state/tokens.ts";

/** An event in the device's queue. */
export type ScheduledEvent =
  | ActorEvent
  | VersionsEvent
  | SlotEvent
  | SystemEvent
  | TokenEvent
  /** The end of a lock that was acquired for a limited time. */
  | { readonly kind: "lockEnds"; readonly by: Actor };

const endsWithSystem: Readonly<Record<ScheduledEvent["kind"], boolean>> = {
  requestShows: true,
  verifyEnds: true,
  saveStarts: true,
  requestEnds: true,
  requestRunsAgain: true,
  versionsShow: true,
  goesDown: true,
  comesUp: true,
  switchesOver: true,
  tokenExpires: true,
  resultForgotten: false,
  lockEnds: false,
  step: false,
  randomAction: false,
};

/** Checks if an event is canceled when the system goes down. Events of actors are not. */
export function isCanceledByReboot({ kind }: ScheduledEvent): boolean {
  return endsWithSystem[kind];
}
