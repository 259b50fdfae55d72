import { parentPort } from "node:worker_threads";
import { check } from "./check.ts";
import { explorations } from "./explorations.ts";
import type { Extent } from "./explore.ts";
import { otherCauseOf } from "./other-causes.ts";
import { story } from "./story.ts";

/** The findings of an exploration. */
export interface Report {
  readonly extent: Extent;
  readonly seconds: number;
  readonly broken?: { readonly invariant: string; readonly story: readonly string[] };
  /** A story for each other cause of the running version, if all assumptions are met. */
  readonly otherCauses: ReadonlyMap<string, readonly string[]>;
}

parentPort?.on("message", (index: number) => parentPort?.postMessage(report(index)));

function report(index: number): Report {
  const exploration = explorations[index];
  if (!exploration) throw new Error(`there is no exploration ${index}`);
  const { rules, names } = exploration;
  const start = performance.now();
  const otherCauses = new Map<string, readonly string[]>();
  const { extent, counterexample } = check(rules, {}, names, (state, path) => {
    const way = rules.broken.size === 0 && otherCauseOf(state);
    if (way && !otherCauses.has(way)) otherCauses.set(way, story(path()));
    return false;
  });
  const seconds = (performance.now() - start) / 1000;
  if (!counterexample) return { extent, seconds, otherCauses };
  const { invariant, path } = counterexample;
  return { extent, seconds, otherCauses, broken: { invariant, story: story(path) } };
}
