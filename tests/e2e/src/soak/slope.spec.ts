import { expect, test } from "vitest";
import { slopeOf } from "./slope.ts";

const line = (...values: number[]) => values.map((value, at) => ({ at, value }));

test.each([
  { what: "what grows by two", given: line(1, 3, 5, 7), want: 2 },
  { what: "what stays", given: line(4, 4, 4), want: 0 },
  { what: "what goes up and down", given: line(5, 1, 5, 1, 5), want: 0 },
  { what: "what shrinks", given: line(3, 2, 1), want: -1 },
  { what: "one look", given: line(3), want: 0 },
])("the slope of $what is $want", ({ given, want }) => {
  expect(slopeOf(given)).toBeCloseTo(want, 10);
});
