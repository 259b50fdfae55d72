import { expect, test } from "vitest";
import { slopeOf } from "./slope.ts";

const line = (...values: number[]) => values.map((value, at) => ({ at, value }));

test.each([
  { title: "values that grow by two", samples: line(1, 3, 5, 7), slope: 2 },
  { title: "constant values", samples: line(4, 4, 4), slope: 0 },
  { title: "alternating values", samples: line(5, 1, 5, 1, 5), slope: 0 },
  { title: "shrinking values", samples: line(3, 2, 1), slope: -1 },
  { title: "one value", samples: line(3), slope: 0 },
])("the slope of $title is $slope", ({ samples, slope }) => {
  expect(slopeOf(samples)).toBeCloseTo(slope, 10);
});
