import { expect, test } from "vitest";
import { ManualClock, systemClock } from "./clock.ts";

test("a manual clock moves only when it is told to, and by as much", () => {
  const clock = new ManualClock();
  expect(clock.now()).toBe(0);
  clock.advance(1500);
  clock.advance(0);
  expect(clock.now()).toBe(1500);
});

test.each([-1, Number.NaN, Infinity])("a manual clock does not move by %d ms", (ms) => {
  const clock = new ManualClock();
  expect(() => clock.advance(ms)).toThrow(RangeError);
  expect(clock.now()).toBe(0);
});

test("the system clock does not go back", () => {
  const before = systemClock.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});
