import type { InvariantName } from "./invariants.ts";
import { mutants } from "./mutants.ts";
import { type Rules, rulesKey } from "./rules.ts";
import { breaks, proof, scenarios } from "./scenarios.ts";
import { type Mutant, mutants as mutantsOfParts } from "./whole-client/mutants.ts";
import { type Part, parts } from "./whole-client/parts.ts";

interface Titled {
  readonly title: string;
  /** True if CI explores it for each change. */
  readonly quick: boolean;
}

/** A model that is explored until no new state is found. */
export interface ModelExploration extends Titled {
  readonly rules: Rules;
  /** The invariants that must hold. @default all of them */
  readonly names?: readonly InvariantName[];
}

/** A part of the whole client that is explored up to a number of deviations. */
export interface PartExploration extends Titled {
  readonly part: Part;
  readonly deviations: number;
  /** The mutant of the client that the exploration must find. */
  readonly mutant?: Mutant;
}

export type Exploration = ModelExploration | PartExploration;

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
  // `exploration.long.spec.ts` explores the others.
  ...breaks
    .filter((broken) => broken.breaks !== proof && broken.rules.resumes)
    .map(({ assumption, rules }) => ({
      title: `proof without the assumption "${assumption}"`,
      rules,
      names: [proof],
      quick: false,
    })),
  ...parts.map((part) => ({
    title: `${part.name}, ${part.operation}`,
    part,
    deviations: 2,
    quick: part.operation === "verify" && part.name !== "a commit",
  })),
  ...mutantsOfParts.map((mutant) => ({
    title: `mutant, ${mutant.part.name}: ${mutant.does}`,
    part: mutant.part,
    deviations: 2,
    mutant,
    quick: true,
  })),
];

/** In the models in which the mutants are found, the client itself breaks no invariant. */
function modelsOfMutants(): ModelExploration[] {
  const models = new Map<string, { rules: Rules; names: InvariantName[] }>();
  for (const { rules, breaks: invariant } of mutants) {
    const key = rulesKey(rules);
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
