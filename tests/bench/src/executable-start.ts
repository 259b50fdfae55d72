import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { setUpCommands, timeOf } from "./command-start.ts";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";

/** Measures the size of the executable, and its run time compared with the program on an installed Node.js. */
export async function executableStart({ rounds }: { rounds: number }): Promise<Figure[]> {
  const executable = await buildExecutable();
  const content = await readFile(executable);
  const compressed = await promisify(gzip)(content);
  await using setup = await setUpCommands();
  const { program, env } = setup;
  const installed = (command: string) => timeOf(env, process.execPath, [program, command]);
  const ms = await interleave(rounds, {
    version: () => timeOf(env, executable, ["--version"]),
    installedVersion: () => installed("--version"),
    status: () => timeOf(env, executable, ["status"]),
    installedStatus: () => installed("status"),
  });
  return [
    {
      what: "size of the executable",
      values: [content.length / 1e6],
      unit: " MB",
      bound: { of: "largest", atMost: 140 },
    },
    {
      what: "the same, compressed",
      values: [compressed.length / 1e6],
      unit: " MB",
      bound: { of: "largest", atMost: 50 },
    },
    { what: "`asyncstatus status` of the executable", values: ms.status, unit: " ms" },
    {
      what: "`asyncstatus --version`, the executable relative to Node.js",
      values: ratios(ms.version, ms.installedVersion),
      unit: "×",
      bound: { of: "median", atMost: 1.3 },
    },
    {
      what: "`asyncstatus status`, the executable relative to Node.js",
      values: ratios(ms.status, ms.installedStatus),
      unit: "×",
      bound: { of: "median", atMost: 1.3 },
    },
  ];
}

/** Builds the executable and returns its path. */
async function buildExecutable(): Promise<string> {
  const manifest = import.meta.resolve("asyncstatus/package.json");
  const run = promisify(execFile);
  await run(process.execPath, [new URL("build/executable.ts", manifest).pathname]);
  const folder = new URL("dist-executable/", manifest);
  await run(process.execPath, [new URL("make-executable.mjs", folder).pathname]);
  return new URL("asyncstatus", folder).pathname;
}
