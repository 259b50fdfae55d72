import { expect, test } from "vitest";
import { type Figure, holds, spreadOf, tableOf } from "./figure.ts";

test.each([
  { given: [3], want: { median: 3, least: 3, largest: 3 } },
  { given: [10, 9, 100], want: { median: 10, least: 9, largest: 100 } },
  { given: [4, 1, 2, 100], want: { median: 3, least: 1, largest: 100 } },
])("the spread of $given is $want", ({ given, want }) => {
  expect(spreadOf(given)).toEqual(want);
});

test.each([{ given: [] }, { given: [1, Number.NaN] }])("$given has no spread", ({ given }) => {
  expect(() => spreadOf(given)).toThrow(RangeError);
});

const values = [1, 2, 4];

test.each<{ bound: Figure["bound"]; want: boolean | undefined }>([
  { bound: { of: "median", atMost: 2 }, want: true },
  { bound: { of: "median", atMost: 1.9 }, want: false },
  { bound: { of: "largest", atMost: 4 }, want: true },
  { bound: { of: "largest", atMost: 2 }, want: false },
  { bound: { of: "median", atLeast: 2 }, want: true },
  { bound: { of: "median", atLeast: 2.1 }, want: false },
  { bound: undefined, want: undefined },
])("bound $bound of 1, 2 and 4 holds: $want", ({ bound, want }) => {
  expect(holds({ what: "", values, unit: "", ...(bound && { bound }) })).toBe(want);
});

test("a table shows figure, bound and verdict, and the range if there is one", () => {
  const table = tableOf([
    { what: "a", values, unit: "×", bound: { of: "largest", atMost: 2.5 } },
    { what: "b", values: [1234.5], unit: " s", bound: { of: "median", atMost: 2_000 } },
    { what: "c", values: [0.126], unit: "%" },
    { what: "d", values, unit: "×", bound: { of: "median", atLeast: 0.8 } },
  ]);
  expect(table.split("\n").slice(2)).toEqual([
    "| a | 2× (1 to 4) | largest at most 2.50× | **NO** |",
    "| b | 1,235 s | median at most 2,000 s | yes |",
    "| c | 0.13% |  |  |",
    "| d | 2× (1 to 4) | median at least 0.80× | yes |",
  ]);
});
