// Runs a command in the workspace and fails if one of its processes leaks a secret to a file, to its
// output or to the arguments of a process: pnpm --filter @asyncstatus/tools canary COMMAND ...

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { describeLeaks, type Leak } from "./describe-leaks.ts";

const [command = "", ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-canary-"));
const report = join(folder, "report.jsonl");
const watch = new URL("./watch.mjs", import.meta.url).href;
const { status } = spawnSync(command, args, {
  cwd: workspace,
  stdio: "inherit",
  env: {
    ...process.env,
    CANARY_REPORT: report,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import ${watch}`,
  },
});
const leaks = existsSync(report)
  ? readFileSync(report, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Leak)
  : [];
rmSync(folder, { recursive: true, force: true });
console.log(describeLeaks(leaks));
process.exitCode = status === 0 && leaks.length === 0 ? 0 : 1;
