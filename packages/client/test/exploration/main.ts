// Explores the scenes to their ends: node test/exploration/main.ts [a part of the name of a scene]

import { check } from "./check.ts";
import { scenes } from "./scenes.ts";
import { story } from "./story.ts";
import { ways, waysTitle, wayTo } from "./ways.ts";

const [part = ""] = process.argv.slice(2);
const begun = performance.now();
const total = { states: 0, steps: 0, depth: 0 };
const wrong = new Map<string, string[]>();

for (const [name, worlds] of Object.entries(scenes)) {
  if (!name.includes(part)) continue;
  for (const rules of worlds) {
    const since = performance.now();
    const { extent, counterexample } = check(rules, {}, undefined, (state, path) => {
      const way = wayTo(state);
      if (way && !wrong.has(way)) wrong.set(way, story(path()));
      return false;
    });
    if (counterexample) fail(`Broken: ${counterexample.invariant}`, story(counterexample.path));
    total.states += extent.states;
    total.steps += extent.steps;
    total.depth = Math.max(total.depth, extent.depth);
    const figures = `${count(extent.states)} states, ${extent.depth} steps deep, ${secondsSince(since)}`;
    console.log(`${rules.operation}, with ${name}: ${figures}`);
  }
}

const { states, steps, depth } = total;
console.log(`
${count(states)} states, ${count(steps)} steps, at most ${depth} steps deep, ${secondsSince(begun)}: every invariant holds.

${waysTitle}`);
for (const [name, { story: title }] of Object.entries(ways)) {
  const lines = wrong.get(name);
  if (lines) console.log(`\n${title}\n${indent(lines)}`);
  wrong.delete(name);
}
for (const [name, lines] of wrong) fail(`In a way that is not known: ${name}`, lines);

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
