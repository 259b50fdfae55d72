import type { StateHandlers } from "../states/change-state.ts";
import { type StateName, states } from "../states/states.ts";

/** Handlers that all call the same function. */
export function everyHandler(handle: (name: StateName, params: unknown) => void): StateHandlers {
  const names = Object.keys(states) as StateName[];
  const entries = names.map((name) => [name, (params: unknown) => handle(name, params)]);
  return Object.fromEntries(entries) as unknown as StateHandlers;
}
