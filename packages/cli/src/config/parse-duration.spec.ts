import { expect, test } from "vitest";
import { UsageError } from "../usage-error.ts";
import { parseDuration } from "./parse-duration.ts";

test.each([
  ["90", 90_000],
  ["500ms", 500],
  ["90s", 90_000],
  ["15m", 900_000],
  ["15 min", 900_000],
  ["1.5h", 5_400_000],
  ["2 d", 172_800_000],
])("%s is %d ms", (given, want) => {
  expect(parseDuration(given)).toBe(want);
});

test.each(["", "soon", "-1s", "1w", "1e3", "s", "1s2"])("%j is no time", (given) => {
  expect(() => parseDuration(given)).toThrow(UsageError);
});
