import type { Actor } from "./actor.ts";
import type { ActorsState } from "./actors/actors.ts";
import type { BehaviorRulesState } from "./behavior-rules.ts";
import type { DeviceClockState } from "./device-clock.ts";
import type { QueuedEvent } from "./event-queue.ts";
import type { FaultRulesState } from "./faults/fault-rules.ts";
import type { ScheduledEvent } from "./scheduled-event.ts";
import type { DeviceSetup } from "./setup.ts";
import type { Simulation } from "./simulation.ts";
import type { ConfigurationState } from "./state/configuration.ts";
import type { AsyncSlotState } from "./state/slot.ts";
import type { SystemState } from "./state/system.ts";
import type { TokensState } from "./state/tokens.ts";

/**
 * The complete state of a device, as plain data that survives JSON. It contains the texts of the valid
 * tokens, but no passwords: a device keeps its accounts when it is restored.
 */
export interface DeviceSnapshot {
  /** The version of this format. */
  readonly format: 1;
  readonly setup: DeviceSetup;
  readonly clock: DeviceClockState;
  readonly queue: readonly QueuedEvent<ScheduledEvent>[];
  readonly configuration: ConfigurationState;
  readonly lock: { readonly owner?: Actor };
  readonly tokens: TokensState;
  readonly slot: AsyncSlotState;
  readonly system: SystemState;
  readonly behaviorRules: BehaviorRulesState;
  readonly actors: ActorsState;
  readonly faultRules: FaultRulesState;
}

export function takeSnapshot(simulation: Simulation): DeviceSnapshot {
  const { setup, clock, queue, configuration, lock, tokens, slot } = simulation;
  const { system, behaviorRules, actors, faultRules } = simulation;
  return finite({
    format: 1,
    setup,
    clock: clock.state,
    queue: queue.entries,
    configuration: configuration.state,
    lock: { ...(lock.owner !== undefined && { owner: lock.owner }) },
    tokens: tokens.state,
    slot: slot.state,
    system: system.state,
    behaviorRules: behaviorRules.state,
    actors: actors.state,
    faultRules: faultRules.state,
  });
}

/** Restores the state of a simulation that was created with the setup of the snapshot. */
export function restoreSnapshot(simulation: Simulation, snapshot: DeviceSnapshot): void {
  simulation.clock.state = snapshot.clock;
  simulation.queue.entries = snapshot.queue;
  simulation.configuration.state = snapshot.configuration;
  simulation.lock.owner = snapshot.lock.owner;
  simulation.tokens.state = snapshot.tokens;
  simulation.slot.state = snapshot.slot;
  simulation.system.state = snapshot.system;
  simulation.behaviorRules.state = snapshot.behaviorRules;
  simulation.actors.state = snapshot.actors;
  simulation.faultRules.state = snapshot.faultRules;
}

/** Copies a value with finite numbers, since JSON has no Infinity: the largest one outlasts any clock. */
function finite<Value>(value: Value): Value {
  // The type is kept, which TypeScript cannot follow.
  if (value === Number.POSITIVE_INFINITY) return Number.MAX_VALUE as Value;
  if (Array.isArray(value)) return value.map(finite) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, finite(inner)]),
  ) as Value;
}
