import type { DeviceSetup } from "./setup.ts";
import type { Simulation } from "./simulation.ts";

const parts = [
  "clock",
  "queue",
  "configuration",
  "lock",
  "tokens",
  "slot",
  "system",
  "behaviorRules",
  "actors",
  "faultRules",
] as const;

/** The state of each part of a simulation. */
type States = { readonly [Part in (typeof parts)[number]]: Simulation[Part]["state"] };

/**
 * The complete state of a device, as plain data that survives JSON. It contains the texts of the valid
 * tokens, but no passwords: a device keeps its accounts when it is restored.
 */
export interface DeviceSnapshot extends States {
  /** The version of this format. */
  readonly format: 1;
  readonly setup: DeviceSetup;
}

export function takeSnapshot(simulation: Simulation): DeviceSnapshot {
  // Object.fromEntries loses the types.
  const states = Object.fromEntries(parts.map((part) => [part, simulation[part].state]));
  return finite({ format: 1, setup: simulation.setup, ...(states as unknown as States) });
}

/** Restores the state of a simulation that was created with the setup of the snapshot. */
export function restoreSnapshot(simulation: Simulation, snapshot: DeviceSnapshot): void {
  for (const part of parts) Object.assign(simulation[part], { state: snapshot[part] });
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
