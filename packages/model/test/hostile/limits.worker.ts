// What `limits.spec.ts` starts: it reads every input, and tells the longest time and what is left in memory.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort } from "node:worker_threads";
import { generateInputs } from "./generated-inputs.ts";
import { holdTo } from "./hold-to.ts";
import type { Limits } from "./limits.spec.ts";
import { readInputs } from "./read-inputs.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const inputs = [...readInputs(), ...generateInputs()];
const readAll = () => Math.max(...inputs.map(({ body }) => holdTo(body)));
const heap = () => {
  // What one collection sets free may hold what only the next can free.
  for (let time = 0; time < 3; time += 1) collectGarbage();
  return process.memoryUsage().heapUsed;
};

// What is made once and kept, such as compiled code, is made now or then: what leaks grows most times.
let slowestMs = readAll();
const growths: number[] = [];
for (let time = 0; time < 5; time += 1) {
  const before = heap();
  slowestMs = Math.max(slowestMs, readAll());
  growths.push(heap() - before);
}
const [, , grownBytes = Number.NaN] = growths.toSorted((one, other) => one - other);
parentPort?.postMessage({ slowestMs, grownBytes } satisfies Limits);
