// Started by `main.ts`: reads mutants and reports the smallest that fails.

import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { checkMutant } from "./check-mutant.ts";
import type { Fuzzed, Fuzzing } from "./main.ts";
import { mutants } from "./mutants.ts";

const { runs, seed }: Fuzzing = workerData;
const property = fc.property(mutants, (mutant) => checkMutant(mutant));
const { counterexample, errorInstance, numRuns } = fc.check(property, { numRuns: runs, seed });
const [mutant] = counterexample ?? [];
parentPort?.postMessage({
  runs: numRuns,
  ...(mutant && { found: { ...mutant, what: String(errorInstance) } }),
} satisfies Fuzzed);
