// Runs a command with somebody looking whether any of its processes writes, shows or starts another one with
// a secret: node tools/canary/main.ts COMMAND ...

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLeaks, type Leak } from "./describe-leaks.ts";

const [command = "", ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "asyncstatus-canary-"));
const report = join(folder, "report.jsonl");
const watch = new URL("./watch.mjs", import.meta.url).href;
const { status } = spawnSync(command, args, {
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
