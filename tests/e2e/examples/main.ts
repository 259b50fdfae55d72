// `pnpm --filter @asyncstatus/e2e examples [NAME…]`: runs examples against the reference device, and compares
// the table in examples/README.md. `--update` writes it.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { examples } from "./examples.ts";
import { abilities, tryExample } from "./try-example.ts";

const readme = new URL("../../../examples/README.md", import.meta.url);
const { values, positionals } = parseArgs({
  options: { update: { type: "boolean" } },
  allowPositionals: true,
});
execFileSync("pnpm", ["--filter", "@asyncstatus/tools", "spec"], { stdio: "inherit" });
let page = readFileSync(readme, "utf8");
for (const example of examples) {
  if (positionals.length > 0 && !positionals.includes(example.name)) continue;
  const { works, log } = await tryExample(example);
  console.log(`${example.name}:\n${log}`);
  const link = `[${example.language}](${example.name}/README.md)`;
  const cells = [link, example.tool, ...abilities.map((one) => (works.has(one) ? "yes" : "no"))];
  const row = `| ${cells.join(" | ")} |`;
  const expected = page.split("\n").find((line) => line.startsWith(`| ${link} |`));
  if (row === expected) continue;
  if (values.update && expected !== undefined) {
    page = page.replace(expected, row);
    continue;
  }
  console.error(`Expected ${expected}\nin examples/README.md, got\n${row}`);
  process.exitCode = 1;
}
if (values.update) writeFileSync(readme, page);
