// Explores each model until no new state is found, and each part of the whole client, on all processors.
//
//   node test/exploration/main.ts [--quick] [PART OF A TITLE]
//
// With --quick, only the models that CI explores for each change.

import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { explorations } from "./explorations.ts";
import type { Report } from "./explore-in-worker.ts";
import { otherCauses, otherCausesTitle } from "./other-causes.ts";

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [part = ""] = positionals;
const chosen = [...explorations.entries()].filter(
  ([, { title, quick }]) => title.includes(part) && (quick || !values.quick),
);
if (chosen.length === 0) fail("No exploration has this in its title:", [part]);

const start = performance.now();
const total = { states: 0, steps: 0, depth: 0, runs: 0 };
const examples = new Map<string, readonly string[]>();
const queue = chosen.values();
await Promise.all(Array.from({ length: availableParallelism() }, exploreNext));

const { states, steps, depth, runs } = total;
console.log(`
${count(states)} states, ${count(steps)} steps, at most ${depth} steps deep, ${count(runs)} runs, ${secondsSince(start)}: every invariant holds.

${otherCausesTitle}`);
for (const [name, { story: title }] of Object.entries(otherCauses)) {
  const lines = examples.get(name);
  if (lines) console.log(`\n${title}\n${indent(lines)}`);
  examples.delete(name);
}
for (const [name, lines] of examples)
  fail(`A cause that is not listed in other-causes.ts: ${name}`, lines);

/** Explores the models of the queue in a worker, one after the other. */
async function exploreNext(): Promise<void> {
  const worker = new Worker(new URL("explore-in-worker.ts", import.meta.url));
  for (const [index, { title }] of queue) {
    worker.postMessage(index);
    const [report]: Report[] = await once(worker, "message");
    if (!report) throw new Error("the worker sent no report");
    const { extent, runs = 0, seconds, broken, otherCauses: found = [] } = report;
    if (broken) fail(`${title}: broken: ${broken.invariant}`, broken.story);
    total.states += extent?.states ?? 0;
    total.steps += extent?.steps ?? 0;
    total.depth = Math.max(total.depth, extent?.depth ?? 0);
    total.runs += runs;
    for (const [name, lines] of found) if (!examples.has(name)) examples.set(name, lines);
    const figures = extent
      ? `${count(extent.states)} states, ${extent.depth} steps deep`
      : `${count(runs)} runs`;
    console.log(`${title}: ${figures}, ${seconds.toFixed(1)} s`);
  }
  await worker.terminate();
}

function fail(what: string, lines: readonly string[]): never {
  console.error(`${what}\n${indent(lines)}`);
  process.exit(1);
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function secondsSince(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
