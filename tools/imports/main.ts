// Finds import cycles of files and of folders, types included, and code that parses error messages:
// pnpm --filter @asyncstatus/tools imports

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { cyclesOf, folderGraphs } from "./cycles.ts";
import { type Module, readModule } from "./read-module.ts";

const list = ["ls-files", "--cached", "--others", "--exclude-standard"];
const files = execFileSync("git", list, { cwd: workspace, encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.([cm]?[jt]s|vue)$/.test(file) && existsSync(join(workspace, file)));
const modules = new Map<string, Module>(
  files.map((file) => [file, readModule(file, readFileSync(join(workspace, file), "utf8"))]),
);

// Tests may import from any folder.
const sources = [...modules].filter(([file]) => !/\.spec\.ts$|\/testing\/|\/test\//.test(file));
const imports = new Map([...modules].map(([file, module]) => [file, module.imports]));
const sourceImports = new Map(sources.map(([file, module]) => [file, module.imports]));
const packages = new Set(files.flatMap((file) => /^(.*?\/src)\//.exec(file)?.[1] ?? []));
const findings = [
  ...cyclesOf(imports).map((cycle) => `Files: ${cycle.join(" -> ")}`),
  ...[...packages, "tools"].flatMap((root) =>
    folderGraphs(sourceImports, root)
      .flatMap(cyclesOf)
      .map((cycle) => `Folders: ${cycle.join(" -> ")}`),
  ),
  ...sources.flatMap(([file, { parsedMessages }]) =>
    parsedMessages.map((line) => `Parsed message: ${file}:${line}`),
  ),
];
console.log([...findings, `${files.length} files, ${findings.length} findings`].join("\n"));
if (findings.length > 0) process.exitCode = 1;
