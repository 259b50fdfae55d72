import { expect, test } from "vitest";
import { interleave, ratios } from "./measure.ts";

test.each([
  { names: ["a", "b"], rounds: 3, want: "ab ba ba ab" },
  { names: ["a", "b", "c"], rounds: 5, want: "abc bca cab cba acb bac" },
])("the lanes $names run in the order $want", async ({ names, rounds, want }) => {
  const ran: string[] = [];
  const lanes = Object.fromEntries(names.map((name) => [name, async () => ran.push(name)]));
  await interleave(rounds, lanes);
  expect(ran.join("")).toBe(want.replaceAll(" ", ""));
});

test("each lane gives a result a round, but for the first round", async () => {
  let a = 0;
  const results = await interleave(2, { a: async () => a++, b: async () => "b" });
  expect(results).toEqual({ a: [1, 2], b: ["b", "b"] });
});

test("ratios are taken round by round", () => {
  expect(ratios([1, 6], [2, 3])).toEqual([0.5, 2]);
});
