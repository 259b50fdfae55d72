import { expect, test } from "vitest";
import { Random, randomSeed, randomStream } from "./random.ts";

const draw = (random: Random, times = 20) => Array.from({ length: times }, () => random.next());

test("the numbers depend only on the seed", () => {
  expect(draw(randomStream(17, 1))).toEqual(draw(randomStream(17, 1)));
  expect(draw(randomStream(17, 1))).not.toEqual(draw(randomStream(18, 1)));
});

test("streams of one seed differ", () => {
  expect(draw(randomStream(17, 1))).not.toEqual(draw(randomStream(17, 2)));
});

test("a generator continues from its state", () => {
  const random = randomStream(17, 1);
  draw(random, 5);
  const other = new Random(random.state);
  expect(draw(random)).toEqual(draw(other));
});

test("numbers are evenly distributed from 0 to 1", () => {
  const numbers = draw(randomStream(1, 1), 10_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    numbers.filter((number) => Math.floor(number * 10) === tenth),
  );
  for (const { length } of tenths) expect(Math.abs(length - 1_000)).toBeLessThan(150);
});

test("a certain result draws no number", () => {
  const random = randomStream(1, 1);
  const { state } = random;
  expect(random.chance(1)).toBe(true);
  expect(random.between(5, 5)).toBe(5);
  expect(random.state).toBe(state);
  expect(random.chance(0)).toBe(false);
});

test("`between` includes both bounds", () => {
  const random = randomStream(1, 1);
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
  expect([...drawn].sort()).toEqual([3, 4, 5]);
});

test("intervals have the given mean", () => {
  const random = randomStream(1, 1);
  const sum = Array.from({ length: 10_000 }, () => random.interval(1_000)).reduce((a, b) => a + b);
  expect(Math.abs(sum / 10_000 - 1_000)).toBeLessThan(30);
});

test("names are picked in proportion to their weights", () => {
  const random = randomStream(1, 1);
  const picked = Array.from({ length: 4_000 }, () => random.pick({ often: 3, seldom: 1, no: 0 }));
  expect(picked).not.toContain("no");
  const often = picked.filter((name) => name === "often").length;
  expect(Math.abs(often - 3_000)).toBeLessThan(120);
});

test("nothing is picked without a positive weight", () => {
  expect(randomStream(1, 1).pick({})).toBeUndefined();
  expect(randomStream(1, 1).pick({ no: 0 })).toBeUndefined();
});

test("a random seed is a valid seed", () => {
  const seed = randomSeed();
  expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
});
