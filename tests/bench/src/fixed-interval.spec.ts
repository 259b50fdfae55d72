import { expect, test } from "vitest";
import { lookEvery } from "./fixed-interval.ts";

test.each([
  { intervalMs: 1_000, durationMs: 1_000, want: { delayMs: 0, polls: 2 } },
  { intervalMs: 1_000, durationMs: 1_001, want: { delayMs: 999, polls: 3 } },
  { intervalMs: 3_000, durationMs: 1_000, want: { delayMs: 2_000, polls: 2 } },
])("looking every $intervalMs ms for $durationMs ms", ({ intervalMs, durationMs, want }) => {
  expect(lookEvery(intervalMs, durationMs)).toEqual({ durationMs, ...want });
});
