// `pnpm --filter @asyncstatus/model fuzz [--runs N] [--seed N]`: reads mutants of all inputs and examples.
// Writes the first mutant that fails to `inputs/found/`.

import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runInSmallHeap } from "../run-in-small-heap.ts";
import type { Mutant } from "./mutants.ts";

/** The input of the worker. */
export interface Fuzzing {
  readonly runs: number;
  readonly seed: number;
}

/** The result of the worker. */
export interface Fuzzed {
  readonly runs: number;
  readonly found?: Mutant & { readonly what: string };
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "1000000" }, seed: { type: "string" } },
});
const runs = Number(values.runs);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const start = performance.now();
const script = new URL("./fuzz.worker.ts", import.meta.url);
const fuzzed = await runInSmallHeap<Fuzzed>(script, { runs, seed } satisfies Fuzzing);
const seconds = Math.round((performance.now() - start) / 1000);
console.log(`${fuzzed.runs.toLocaleString("en")} bodies in ${seconds} s, seed ${seed}`);

if (fuzzed.found) {
  const { body, document, what } = fuzzed.found;
  const name = createHash("sha256").update(body).digest("hex").slice(0, 12);
  const folder = new URL("../inputs/found/", import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.xml`, folder), body);
  console.error(`${what}, as ${document}. See inputs/found/${name}.xml and rename it.`);
  process.exitCode = 1;
}
