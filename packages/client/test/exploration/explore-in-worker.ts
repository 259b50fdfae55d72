import { parentPort } from "node:worker_threads";
import { check } from "./check.ts";
import { explorations } from "./explorations.ts";
import type { Extent } from "./explore.ts";
import { story } from "./story.ts";
import { wayTo } from "./ways.ts";

/** What an exploration found. */
export interface Report {
  readonly extent: Extent;
  readonly seconds: number;
  readonly broken?: { readonly invariant: string; readonly story: readonly string[] };
  /** With all assumptions: a story of each way in which the versions confirm an activate that did not succeed. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
}

parentPort?.on("message", (index: number) => parentPort?.postMessage(report(index)));

function report(index: number): Report {
  const exploration = explorations[index];
  if (!exploration) throw new Error(`there is no exploration ${index}`);
  const { rules, names } = exploration;
  const start = performance.now();
  const ways = new Map<string, readonly string[]>();
  const { extent, counterexample } = check(rules, {}, names, (state, path) => {
    const way = rules.broken.size === 0 && wayTo(state);
    if (way && !ways.has(way)) ways.set(way, story(path()));
    return false;
  });
  const seconds = (performance.now() - start) / 1000;
  if (!counterexample) return { extent, seconds, ways };
  const { invariant, path } = counterexample;
  return { extent, seconds, ways, broken: { invariant, story: story(path) } };
}
