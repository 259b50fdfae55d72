// Runs the CI steps of the given groups, or all: .ci/run [GROUP]...
// It continues after a failed step, and prints a summary with the output of those that failed.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { workspace } from "../paths.ts";
import { type Step, steps } from "./steps.ts";

const allMinutes = 40;
const stepMinutes = 15;

const groups = process.argv.slice(2);
const deadline = performance.now() + allMinutes * 60_000;
const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-ci-"));
// Tests do not skip what is missing in CI.
const env = { ...process.env, CI: "true", DO_NOT_TRACK: "1", SCRATCH: scratch };

interface Result {
  readonly step: Pick<Step, "title">;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Runs a step and prints its output. All its processes are killed when its time is up. */
function run(step: Pick<Step, "title" | "command">): Promise<Result> {
  console.log(`\n=== ${step.title}`);
  const start = performance.now();
  const child = spawn("bash", ["-o", "pipefail", "-c", step.command], {
    cwd: workspace,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  const limit = Math.min(stepMinutes * 60_000, deadline - start);
  const timer = setTimeout(() => {
    output += "\nThe step took too long and was stopped.\n";
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  }, limit);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(timer);
      const seconds = Math.round((performance.now() - start) / 1000);
      const passed = code === 0;
      console.log(`--- ${step.title}: ${passed ? "ok" : "FAILED"}, ${seconds} s`);
      resolve({ step, passed, seconds, output: stripVTControlCharacters(output) });
    });
  });
}

/** Returns the failed tests of Vitest with their reasons, and the last lines. */
function reasons(output: string): string[] {
  const lines = output.trimEnd().split("\n");
  const failed = lines.flatMap((line, index) =>
    line.includes(" FAIL ") ? lines.slice(index, index + 13) : [],
  );
  return [...failed.slice(0, 120), ...lines.slice(-20)].map((line) => `          ${line}`);
}

/** Adds up the tests that Vitest reports, such as `Tests  1 failed | 12 passed (13)`. */
function countTests(results: readonly Result[], state: "passed" | "failed"): number {
  return results
    .flatMap(({ output }) => output.match(/^\S*\s*Tests\s.*$/gm) ?? [])
    .reduce((sum, line) => sum + Number(new RegExp(`(\\d+) ${state}`).exec(line)?.[1] ?? 0), 0);
}

const systemPackages = { title: "System packages", command: "bash .ci/install-packages" };
const chosen = steps.filter(({ group }) => groups.length === 0 || groups.includes(group));
const results: Result[] = [];
for (const step of process.getuid?.() === 0 ? [systemPackages, ...chosen] : chosen) {
  results.push(await run(step));
}
rmSync(scratch, { recursive: true, force: true });

console.log("\n=== Summary");
for (const { step, passed, seconds, output } of results) {
  console.log(`${String(seconds).padStart(5)} s  ${passed ? "ok    " : "FAILED"}  ${step.title}`);
  if (!passed) console.log(reasons(output).join("\n"));
}
const failed = results.filter(({ passed }) => !passed).length;
const passedTests = countTests(results, "passed") + results.length - failed;
console.log(`\n${results.length} steps, ${Math.round(performance.now() / 1000)} s`);
console.log(`${passedTests} passed, ${countTests(results, "failed") + failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
