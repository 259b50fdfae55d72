// Checks the words of documents, messages, comments and test titles:
// pnpm --filter @asyncstatus/tools prose [PATH]...

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { checkProse, type Finding } from "./check-prose.ts";
import { extract } from "./extract.ts";
import { ignored } from "./ignored.ts";

const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"];
const paths = process.argv.slice(2);
const files = execFileSync("git", [...list, ...paths], { cwd: workspace, encoding: "utf8" })
  .split("\0")
  .filter((file) => /\.(md|ts|mts|mjs|js|cjs|vue|ya?ml|xsd|json)$/.test(file))
  .filter((file) => !ignored.some(({ files }) => files.test(file)))
  .filter((file) => existsSync(join(workspace, file)));

const findings: (Finding & { readonly file: string })[] = [];
for (const file of files) {
  const source = readFileSync(join(workspace, file), "utf8");
  for (const finding of await checkProse(extract(file, source)))
    findings.push({ ...finding, file });
}

for (const { file, line, text, use } of findings) {
  console.log(`${file}:${line}: ${text.replace(/\s+/g, " ")} -> ${use}`);
}
const byFolder = Map.groupBy(findings, ({ file }) =>
  file
    .split("/")
    .slice(0, /^(packages|tests|tools)\//.test(file) ? 2 : 1)
    .join("/"),
);
for (const [folder, some] of byFolder) console.log(`${String(some.length).padStart(5)}  ${folder}`);
console.log(`${files.length} files, ${findings.length} findings`);
if (findings.length > 0) process.exitCode = 1;
