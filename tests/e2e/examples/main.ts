// `pnpm --filter @asyncstatus/e2e examples [NAME…]`: runs examples against the reference device, and tools on the
// specification, and compares the tables in examples/README.md. `--update` writes them.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { examples } from "./examples.ts";
import { tools, tryTool } from "./tools.ts";
import { abilities, tryExample } from "./try-example.ts";

const root = new URL("../../../", import.meta.url);
const readme = new URL("examples/README.md", root);
const { values, positionals } = parseArgs({
  options: { update: { type: "boolean" } },
  allowPositionals: true,
});
const names = [...examples, ...tools].map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`No such example or tool: ${unknown.join(", ")}.`);
const isChosen = ({ name }: { name: string }) =>
  positionals.length === 0 || positionals.includes(name);
execFileSync("pnpm", ["--filter", "@asyncstatus/tools", "spec"], { stdio: "inherit" });
let page = readFileSync(readme, "utf8");

/** Compares the cells after the first ones of the row that has a link, or writes them. */
function compare(link: string, keep: number, works: readonly boolean[]): void {
  const expected = page.split("\n").find((line) => line.startsWith("| ") && line.includes(link));
  if (expected === undefined) throw new Error(`No row of examples/README.md has ${link}`);
  const cells = works.map((one) => (one ? "yes" : "no"));
  const row = `${[...expected.split(" | ").slice(0, keep), ...cells].join(" | ")} |`;
  if (row === expected) return;
  if (values.update) {
    page = page.replace(expected, row);
    return;
  }
  console.error(`Expected ${expected}\nin examples/README.md, got\n${row}`);
  process.exitCode = 1;
}

for (const example of examples.filter(isChosen)) {
  const { works, log } = await tryExample(example);
  console.log(`${example.name}:\n${log}`);
  const cells = abilities.map((one) => works.has(one));
  compare(`](${example.name}/README.md)`, 2, cells);
}
for (const tool of tools.filter(isChosen)) {
  const works = await tryTool(tool, fileURLToPath(new URL("spec/dist", root)));
  console.log(`${tool.name}: ${works ? "works" : "doesn't work"}`);
  compare(`[${tool.name}](`, 3, [works]);
}
if (values.update) writeFileSync(readme, page);
