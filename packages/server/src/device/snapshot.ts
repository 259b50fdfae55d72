import type { FaultsState } from "../faults/fault-rules.ts";
import type { Actor } from "./actors/actor.ts";
import type { ActorsState } from "./actors/actors.ts";
import type { BehaviorRulesState } from "./behavior-rules.ts";
import type { DeviceTimeState } from "./device-clock.ts";
import type { Entry } from "./event-queue.ts";
import type { Parts } from "./parts.ts";
import type { ScheduledEvent } from "./scheduled-event.ts";
import type { DeviceSetup } from "./setup.ts";
import type { AsyncSlotState } from "./slot-state.ts";
import type { ConfigurationState } from "./state/configuration.ts";
import type { SystemState } from "./state/system.ts";
import type { TokensState } from "./state/tokens.ts";

/**
 * All that there is of a device at one moment, as plain data that survives JSON. It holds the texts
 * of the valid tokens, but no passwords: the accounts are the device's that it is restored to.
 */
export interface DeviceSnapshot {
  /** Of this form, and not of a later one. */
  readonly format: 1;
  readonly setup: DeviceSetup;
  readonly time: DeviceTimeState;
  readonly agenda: readonly Entry<ScheduledEvent>[];
  readonly configuration: ConfigurationState;
  readonly lock: { readonly owner?: Actor };
  readonly tokens: TokensState;
  readonly slot: AsyncSlotState;
  readonly system: SystemState;
  readonly courses: BehaviorRulesState;
  readonly actors: ActorsState;
  readonly faults: FaultsState;
}

/** Writes down all that there is of a device. */
export function snapshotOf(parts: Parts): DeviceSnapshot {
  const { owner } = parts.lock;
  return finite({
    format: 1,
    setup: parts.setup,
    time: parts.time.state,
    agenda: parts.agenda.entries,
    configuration: parts.configuration.state,
    lock: { ...(owner !== undefined && { owner }) },
    tokens: parts.tokens.state,
    slot: parts.slot.state,
    system: parts.system.state,
    courses: parts.courses.state,
    actors: parts.actors.state,
    faults: parts.faults.state,
  });
}

/** Makes the parts of a device, which have its setup already, what they were. */
export function restoreParts(parts: Parts, snapshot: DeviceSnapshot): void {
  parts.time.state = snapshot.time;
  parts.agenda.entries = snapshot.agenda;
  parts.configuration.state = snapshot.configuration;
  parts.lock.owner = snapshot.lock.owner;
  parts.tokens.state = snapshot.tokens;
  parts.slot.state = snapshot.slot;
  parts.system.state = snapshot.system;
  parts.courses.state = snapshot.courses;
  parts.actors.state = snapshot.actors;
  parts.faults.state = snapshot.faults;
}

/** A copy with numbers that JSON has: what lasts for ever lasts longer than any clock. */
function finite<Value>(value: Value): Value {
  // It gives back what it was given, and TypeScript cannot follow that.
  if (value === Number.POSITIVE_INFINITY) return Number.MAX_VALUE as Value;
  if (Array.isArray(value)) return value.map(finite) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, finite(inner)]),
  ) as Value;
}
