import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

test.each([
  ["500ms", 500],
  ["250 ms", 250],
  ["0 s", 0],
  ["90s", 90_000],
  ["90 s", 90_000],
  ["15m", 900_000],
  ["15 min", 900_000],
  ["1.5 min", 90_000],
  ["1.5h", 5_400_000],
  ["30 d", 2_592_000_000],
])("parses %s as %d ms", (given, want) => {
  expect(parseDuration(given)).toBe(want);
});

test.each(["", "90", "soon", "-1s", "1w", "1e3 s", "s", "1s2", "1 s ", "1.s", "1234567890 s"])(
  "does not parse %j",
  (given) => {
    expect(parseDuration(given)).toBeUndefined();
  },
);

test.each([
  [0, "0 s"],
  [340, "0.3 s"],
  [42_000, "42 s"],
  [59_940, "59.9 s"],
  [59_960, "1 min"],
  [65_400, "1 min 5 s"],
  [3_600_000, "1 h"],
  [7_385_000, "2 h 3 min 5 s"],
])("formats %d ms as %s", (given, want) => {
  expect(formatDuration(given)).toBe(want);
});
