// `pnpm bench [name] [--write]`: measures one thing or all, and with --write puts it into the README.

import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchmarks } from "./benchmarks.ts";
import { holds, tableOf } from "./figure.ts";
import { withFigures } from "./readme-figures.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const names = positionals.length > 0 ? positionals : [...benchmarks.keys()];

const cores = cpus();
const sections = [`Node.js ${process.version}, ${cores.length} cores (${cores[0]?.model}).`];
console.log(sections[0]);
for (const name of names) {
  const measure = benchmarks.get(name);
  if (!measure)
    throw new Error(`Expected one of ${[...benchmarks.keys()].join(", ")}, got ${name}.`);
  const figures = await measure();
  sections.push(`### ${name}\n\n${tableOf(figures)}`);
  console.log(`\n${sections.at(-1)}`);
  if (figures.some((figure) => holds(figure) === false)) process.exitCode = 1;
}

if (values.write) {
  const readme = new URL("../README.md", import.meta.url);
  await writeFile(readme, withFigures(await readFile(readme, "utf8"), sections.join("\n\n")));
}
