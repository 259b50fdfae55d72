import { expect, test } from "vitest";
import { formatElapsed } from "./format-elapsed.ts";

test.each([
  [0, "0.0 s"],
  [340, "0.3 s"],
  [59_940, "59.9 s"],
  [59_960, "1:00"],
  [65_000, "1:05"],
  [7_380_000, "2:03:00"],
])("%d ms is %s", (given, want) => {
  expect(formatElapsed(given)).toBe(want);
});
