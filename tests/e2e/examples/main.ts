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
const unknown = positionals.filter((name) => !examples.some((example) => example.name === name));
if (unknown.length > 0) throw new Error(`No such example: ${unknown.join(", ")}.`);
execFileSync("pnpm", ["--filter", "@asyncstatus/tools", "spec"], { stdio: "inherit" });
let page = readFileSync(readme, "utf8");
for (const example of examples) {
  if (positionals.length > 0 && !positionals.includes(example.name)) continue;
  const { works, log } = await tryExample(example);
  console.log(`${example.name}:\n${log}`);
  const expected = page.split("\n").find((line) => line.includes(`](${example.name}/README.md) |`));
  if (expected === undefined) throw new Error(`${example.name} is not in examples/README.md.`);
  const cells = abilities.map((one) => (works.has(one) ? "yes" : "no"));
  const row = `${[...expected.split(" | ").slice(0, 2), ...cells].join(" | ")} |`;
  if (row === expected) continue;
  if (values.update) {
    page = page.replace(expected, row);
    continue;
  }
  console.error(`Expected ${expected}\nin examples/README.md, got\n${row}`);
  process.exitCode = 1;
}
if (values.update) writeFileSync(readme, page);
