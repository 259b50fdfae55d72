import { expect, test } from "vitest";
import { limitMs } from "./check-decoding.ts";
import { runInSmallHeap } from "./run-in-small-heap.ts";

/** The cost of reading all inputs. */
export interface Limits {
  readonly slowestMs: number;
  /** Median growth of the heap when all inputs are read again. */
  readonly grownBytes: number;
}

// A worker starts slowly on a busy computer; only its CPU time is limited.
const options = { timeout: 120_000 };

test(
  "every input up to the limit is handled within 50 ms and 50 MB, without a leak",
  options,
  async () => {
    const script = new URL("./limits.worker.ts", import.meta.url);
    const { slowestMs, grownBytes } = await runInSmallHeap<Limits>(script);
    expect(slowestMs).toBeLessThan(limitMs);
    expect(grownBytes).toBeLessThan(40_000);
  },
);
