import { parentPort } from "node:worker_threads";
import { check } from "./check.ts";
import { explorations, type ModelExploration, type PartExploration } from "./explorations.ts";
import type { Extent } from "./explore.ts";
import { otherCauseOf } from "./other-causes.ts";
import { story } from "./story.ts";
import { exploreRuns } from "./whole-client/choices.ts";
import { runPart } from "./whole-client/parts.ts";

/** The findings of an exploration. */
export interface Report extends Findings {
  readonly seconds: number;
}

interface Findings {
  /** The size of a model. */
  readonly extent?: Extent;
  /** The number of runs of the whole client. */
  readonly runs?: number;
  readonly broken?: { readonly invariant: string; readonly story: readonly string[] };
  /** A story for each other cause of the running version, if all assumptions are met. */
  readonly otherCauses?: ReadonlyMap<string, readonly string[]>;
}

parentPort?.on("message", (index: number) => {
  report(index).then((found) => parentPort?.postMessage(found));
});

async function report(index: number): Promise<Report> {
  const exploration = explorations[index];
  if (!exploration) throw new Error(`there is no exploration ${index}`);
  const start = performance.now();
  const found = "part" in exploration ? await explorePart(exploration) : exploreModel(exploration);
  return { ...found, seconds: (performance.now() - start) / 1000 };
}

async function explorePart({ part, deviations, mutant }: PartExploration): Promise<Findings> {
  let wrong: readonly string[] | undefined;
  const undo = mutant?.apply?.();
  const runs = await exploreRuns(deviations, async (choose) => {
    wrong = await runPart(part, choose, mutant?.usage);
    return wrong !== undefined;
  }).finally(undo);
  if (mutant)
    return wrong ? { runs } : { runs, broken: { invariant: "finds the mutant", story: [] } };
  const invariant = "the client reports nothing wrong";
  return { runs, ...(wrong && { broken: { invariant, story: wrong } }) };
}

function exploreModel({ rules, names }: ModelExploration): Findings {
  const otherCauses = new Map<string, readonly string[]>();
  const { extent, counterexample } = check(rules, {}, names, (state, path) => {
    const cause = rules.broken.size === 0 && otherCauseOf(state);
    if (cause && !otherCauses.has(cause)) otherCauses.set(cause, story(path()));
    return false;
  });
  if (!counterexample) return { extent, otherCauses };
  const { invariant, path } = counterexample;
  return { extent, otherCauses, broken: { invariant, story: story(path) } };
}
