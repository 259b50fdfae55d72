import { expect, test } from "vitest";
import { limitMs } from "./hold-to.ts";
import { inLittleMemory } from "./in-little-memory.ts";

/** What reading all inputs took. */
export interface Limits {
  readonly slowestMs: number;
  /** By how much reading all of them again makes the heap grow: the median of several times. */
  readonly grownBytes: number;
}

// A thread of its own takes its time to start on a busy computer; what is held to a limit is the processor's.
const options = { timeout: 120_000 };

test(
  "every input up to the limit is read or refused soon and in little memory, which returns",
  options,
  async () => {
    const script = new URL("./limits.worker.ts", import.meta.url);
    const { slowestMs, grownBytes } = await inLittleMemory<Limits>(script);
    expect(slowestMs).toBeLessThan(limitMs);
    expect(grownBytes).toBeLessThan(40_000);
  },
);
