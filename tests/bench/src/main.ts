// `pnpm bench [name…] [--write]`: runs benchmarks; with --write, replaces the figures in the README.

import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchmarks, onRequest } from "./benchmark.ts";
import { holds, tableOf } from "./figure.ts";
import { withFigures } from "./readme-figures.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const known = new Map([...benchmarks, ...onRequest]);
const names = positionals.length > 0 ? positionals : [...benchmarks.keys()];
const unknown = names.find((name) => !known.has(name));
if (unknown !== undefined)
  throw new Error(`Expected one of ${[...known.keys()].join(", ")}, got ${unknown}.`);
if (values.write && positionals.length > 0)
  throw new Error("--write needs all benchmarks: omit the names.");

const cores = cpus();
const sections = [`Node.js ${process.version}, ${cores.length} cores (${cores[0]?.model}).`];
console.log(sections[0]);
for (const [name, { full }] of known) {
  if (!names.includes(name)) continue;
  const figures = await full();
  sections.push(`### ${name}\n\n${tableOf(figures)}`);
  console.log(`\n${sections.at(-1)}`);
  if (figures.some((figure) => holds(figure) === false)) process.exitCode = 1;
}

if (values.write) {
  const readme = new URL("../README.md", import.meta.url);
  await writeFile(readme, withFigures(await readFile(readme, "utf8"), sections.join("\n\n")));
}
