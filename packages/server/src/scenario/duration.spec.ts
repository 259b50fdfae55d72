import { expect, test } from "vitest";
import { toMs } from "./duration.ts";

test.each([
  [0, 0],
  [1500, 1_500],
  ["250 ms", 250],
  ["90 s", 90_000],
  ["90s", 90_000],
  ["1.5 min", 90_000],
  ["2 h", 7_200_000],
  ["30 d", 2_592_000_000],
  ["never", Number.POSITIVE_INFINITY],
])("%s is %d ms", (duration, want) => {
  expect(toMs(duration)).toBe(want);
});

test.each([-1, Number.NaN, "", "s", "1", "1 m", "-1 s", "1e3 s", "1 s ", "Never"])(
  "'%s' is no length of time",
  (duration) => {
    expect(() => toMs(duration)).toThrow(RangeError);
  },
);
