import { type Behavior, realBehavior } from "./behavior.ts";
import { type Extent, explore, type Path, type Visitor } from "./explore.ts";
import { type InvariantName, invariants } from "./invariants.ts";
import { model, type State, type Transition } from "./model.ts";
import type { Rules } from "./rules.ts";

/** A shortest path to a broken invariant. */
export interface Counterexample {
  readonly invariant: InvariantName;
  readonly path: Path<State, Transition>;
}

export interface Finding {
  readonly extent: Extent;
  readonly counterexample?: Counterexample;
}

// Object.keys returns string[]: this object has only these keys.
const invariantNames = Object.keys(invariants) as readonly InvariantName[];

/**
 * Explores a model until an invariant is broken, or until no new state is found.
 *
 * @param onState Called with each state.
 */
export function check(
  rules: Rules,
  behavior: Partial<Behavior> = {},
  names: readonly InvariantName[] = invariantNames,
  onState?: Visitor<State, Transition>["onState"],
): Finding {
  let counterexample: Counterexample | undefined;
  const extent = explore(model(rules, { ...realBehavior, ...behavior }), {
    ...(onState && { onState }),
    onStep: (from, step, path) => {
      if (from.client === step.state.client) return false;
      const invariant = names.find((name) => invariants[name](from, step));
      if (!invariant) return false;
      counterexample = { invariant, path: path() };
      return true;
    },
  });
  return { extent, ...(counterexample && { counterexample }) };
}
