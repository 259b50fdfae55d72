import type { StateHandlers } from "../states/change-state.ts";
import { type StateName, states } from "../states/states.ts";

/** The same handler for every state, told which one it is. */
export function everyHandler(handle: (name: StateName, params: unknown) => void): StateHandlers {
  const names = Object.keys(states) as StateName[];
  const entries = names.map((name) => [name, (params: unknown) => handle(name, params)]);
  // There is one for each name of the table.
  return Object.fromEntries(entries) as unknown as StateHandlers;
}
