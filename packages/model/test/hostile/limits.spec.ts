import { expect, test } from "vitest";
import { limitMs } from "./hold-to.ts";
import { inLittleMemory } from "./in-little-memory.ts";

/** What reading all inputs took. */
export interface Limits {
  readonly slowestMs: number;
  readonly grownBytes: number;
}

test("every input up to the limit is read or refused soon and in little memory, which returns", async () => {
  const script = new URL("./limits.worker.ts", import.meta.url);
  const { slowestMs, grownBytes } = await inLittleMemory<Limits>(script);
  expect(slowestMs).toBeLessThan(limitMs);
  expect(grownBytes).toBeLessThan(100_000);
});
