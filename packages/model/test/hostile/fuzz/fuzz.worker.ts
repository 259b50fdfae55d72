// What `main.ts` starts: it reads mutants, and tells of the smallest that something is wrong with.

import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { holdMutant } from "./hold-mutant.ts";
import type { Fuzzed, Fuzzing } from "./main.ts";
import { mutants } from "./mutants.ts";

const { runs, seed }: Fuzzing = workerData;
const property = fc.property(mutants, (mutant) => holdMutant(mutant));
const { counterexample, errorInstance, numRuns } = fc.check(property, { numRuns: runs, seed });
const [mutant] = counterexample ?? [];
parentPort?.postMessage({
  runs: numRuns,
  ...(mutant && { found: { ...mutant, what: String(errorInstance) } }),
} satisfies Fuzzed);
