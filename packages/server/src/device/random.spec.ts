import { expect, test } from "vitest";
import { Random, randomSeed, sequence } from "./random.ts";

const draw = (random: Random, times = 20) => Array.from({ length: times }, () => random.next());

test("the same seed gives the same numbers, and another seed others", () => {
  expect(draw(sequence(17, 1))).toEqual(draw(sequence(17, 1)));
  expect(draw(sequence(17, 1))).not.toEqual(draw(sequence(18, 1)));
});

test("sequences of one seed differ from each other", () => {
  expect(draw(sequence(17, 1))).not.toEqual(draw(sequence(17, 2)));
});

test("a sequence goes on from its state", () => {
  const random = sequence(17, 1);
  draw(random, 5);
  const other = new Random(random.state);
  expect(draw(random)).toEqual(draw(other));
});

test("numbers are from 0 up to 1, and spread evenly", () => {
  const numbers = draw(sequence(1, 1), 10_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    numbers.filter((number) => Math.floor(number * 10) === tenth),
  );
  for (const { length } of tenths) expect(Math.abs(length - 1_000)).toBeLessThan(150);
});

test("what is certain draws no number", () => {
  const random = sequence(1, 1);
  const { state } = random;
  expect(random.chance(1)).toBe(true);
  expect(random.between(5, 5)).toBe(5);
  expect(random.state).toBe(state);
  expect(random.chance(0)).toBe(false);
});

test("a length of time is between its bounds, both included", () => {
  const random = sequence(1, 1);
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
  expect([...drawn].sort()).toEqual([3, 4, 5]);
});

test("intervals have the mean that was asked for", () => {
  const random = sequence(1, 1);
  const sum = Array.from({ length: 10_000 }, () => random.interval(1_000)).reduce((a, b) => a + b);
  expect(Math.abs(sum / 10_000 - 1_000)).toBeLessThan(30);
});

test("each is picked as often as its weight has it", () => {
  const random = sequence(1, 1);
  const picked = Array.from({ length: 4_000 }, () => random.pick({ often: 3, seldom: 1, no: 0 }));
  expect(picked).not.toContain("no");
  const often = picked.filter((name) => name === "often").length;
  expect(Math.abs(often - 3_000)).toBeLessThan(120);
});

test("of no weight nothing is picked", () => {
  expect(sequence(1, 1).pick({})).toBeUndefined();
  expect(sequence(1, 1).pick({ no: 0 })).toBeUndefined();
});

test("a random seed is one that can be given", () => {
  const seed = randomSeed();
  expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
});
