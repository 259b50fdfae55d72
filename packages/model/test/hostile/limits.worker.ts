// Started by `limits.spec.ts`: reads every input and reports the longest time and the growth of the heap.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort } from "node:worker_threads";
import { checkDecoding } from "./check-decoding.ts";
import { generateInputs } from "./generated-inputs.ts";
import type { Limits } from "./limits.spec.ts";
import { readInputs } from "./read-inputs.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const inputs = [...readInputs(), ...generateInputs()];
const readAll = () => Math.max(...inputs.map(({ body }) => checkDecoding(body)));
const heap = () => {
  // A collection may make more objects collectable.
  for (let time = 0; time < 3; time += 1) collectGarbage();
  return process.memoryUsage().heapUsed;
};

// Compiled code is kept once; a leak makes the heap grow in most rounds.
let slowestMs = readAll();
const growths: number[] = [];
for (let time = 0; time < 5; time += 1) {
  const before = heap();
  slowestMs = Math.max(slowestMs, readAll());
  growths.push(heap() - before);
}
const [, , grownBytes = Number.NaN] = growths.toSorted((one, other) => one - other);
parentPort?.postMessage({ slowestMs, grownBytes } satisfies Limits);
