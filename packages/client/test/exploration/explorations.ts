import type { InvariantName } from "./invariants.ts";
import { mutants } from "./mutants.ts";
import type { Rules } from "./rules.ts";
import { breaks, proof, scenarios } from "./scenarios.ts";

/** A model that is explored until no new state is found. */
export interface Exploration {
  readonly title: string;
  readonly rules: Rules;
  /** The invariants that must hold. @default all of them */
  readonly names?: readonly InvariantName[];
  /** True if CI explores it for each change. */
  readonly quick: boolean;
}

/** The explorations of `pnpm explore`: the scenarios, and the models in which the mutants are found. */
export const explorations: readonly Exploration[] = [
  ...Object.entries(scenarios).flatMap(([name, models]) =>
    models.map((rules) => ({
      title: `${name}, ${rules.operation}`,
      rules,
      quick: rules.operation === "verify",
    })),
  ),
  ...modelsOfMutants(),
  // `exploration.spec.ts` explores the others.
  ...breaks
    .filter((broken) => broken.breaks !== proof && broken.rules.resumes)
    .map(({ assumption, rules }) => ({
      title: `proof without the assumption "${assumption}"`,
      rules,
      names: [proof],
      quick: false,
    })),
];

/** In the models in which the mutants are found, the client itself breaks no invariant. */
function modelsOfMutants(): Exploration[] {
  const models = new Map<string, { rules: Rules; names: InvariantName[] }>();
  for (const { rules, breaks: invariant } of mutants) {
    const key = JSON.stringify([rules, ...rules.broken]);
    const model = models.get(key) ?? { rules, names: [] };
    model.names.push(invariant);
    models.set(key, model);
  }
  return [...models.values()].map(({ rules, names }, index) => ({
    title: `mutants ${index + 1}, ${rules.operation}`,
    rules,
    // With a broken assumption, only the mutant may break its invariant.
    ...(rules.broken.size > 0 && { names }),
    quick: true,
  }));
}
