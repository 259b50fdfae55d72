// `pnpm installed`: releases the workspace to a registry on this computer, installs the packages into fresh
// projects, and uses them on everything that they are for. Ends with 1 where anything does not work.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalRegistry } from "@asyncstatus/tools/release";
import { tableOf } from "./cell.ts";
import { tryEverything } from "./try-everything.ts";

const started = performance.now();
const print = (text: string) => console.log(text);
const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-installed-"));
try {
  await mkdir(join(scratch, "registry"));
  const registry = await startLocalRegistry(join(scratch, "registry"));
  try {
    const { matrix, others, notes } = await tryEverything(registry, scratch, print);
    print(`\n${tableOf(matrix)}\n\n${tableOf(others)}\n\n${notes.join("\n\n")}`);
    const broken = [...matrix, ...others].filter(({ problem }) => problem !== undefined);
    for (const { row, column, problem } of broken) print(`\n✗ ${row}, ${column}: ${problem}`);
    const untried = [...matrix, ...others].filter((cell) => cell.untried !== undefined);
    for (const { row, untried: reason } of untried) print(`\nNot tried: ${row}: ${reason}`);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    const tries = matrix.length + others.length;
    const working = tries - broken.length - untried.length;
    print(`\n${working} of ${tries} work, ${untried.length} not tried, ${seconds} s`);
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    await registry.close();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
