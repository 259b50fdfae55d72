import { type Conduct, rightConduct } from "./conduct.ts";
import { type Extent, explore, type Path, type Visitor } from "./explore.ts";
import { type InvariantName, invariants } from "./invariants.ts";
import { type Attribution, model, type State } from "./model.ts";
import type { Rules } from "./rules.ts";

/** A shortest way to break an invariant. */
export interface Counterexample {
  readonly invariant: InvariantName;
  readonly path: Path<State, Attribution>;
}

export interface Finding {
  readonly extent: Extent;
  readonly counterexample?: Counterexample;
}

// Object.keys does not know that an object has no more keys than its type: here it has not.
const invariantNames = Object.keys(invariants) as readonly InvariantName[];

/**
 * Explores a world until an invariant is broken, or until there is nothing more to see.
 *
 * @param onState Is given each state on the way.
 */
export function check(
  rules: Rules,
  conduct: Partial<Conduct> = {},
  names: readonly InvariantName[] = invariantNames,
  onState?: Visitor<State, Attribution>["onState"],
): Finding {
  let counterexample: Counterexample | undefined;
  const extent = explore(model(rules, { ...rightConduct, ...conduct }), {
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
