import { expect, test } from "vitest";
import { interleave, ratios } from "./measure.ts";

test.each([
  { names: ["a", "b"], rounds: 3, want: "ab ba ba ab" },
  { names: ["a", "b", "c"], rounds: 5, want: "abc bca cab cba acb bac" },
])("subjects $names run in the order $want", async ({ names, rounds, want }) => {
  const ran: string[] = [];
  const subjects = Object.fromEntries(names.map((name) => [name, async () => ran.push(name)]));
  await interleave(rounds, subjects);
  expect(ran.join("")).toBe(want.replaceAll(" ", ""));
});

test("each subject has one result per round, without the warm-up", async () => {
  let a = 0;
  const results = await interleave(2, { a: async () => a++, b: async () => "b" });
  expect(results).toEqual({ a: [1, 2], b: ["b", "b"] });
});

test("divides round by round", () => {
  expect(ratios([1, 6], [2, 3])).toEqual([0.5, 2]);
});
