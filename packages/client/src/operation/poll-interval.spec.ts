import { expect, test } from "vitest";
import { defaultSchedule, pollInterval } from "./poll-interval.ts";

/** The times of the polls of a wait until `endMs`. */
function polls(endMs: number, random = 0): number[] {
  const times: number[] = [];
  for (let at = 0; at < endMs; ) {
    at += pollInterval(defaultSchedule, at, 0, random);
    times.push(at);
  }
  return times;
}

test.for([0, 0.5, 1])("polls at most 120 times in ten minutes, with jitter %d", (random) => {
  expect(polls(600_000, random).length).toBeLessThanOrEqual(120);
});

test("detects an end within five seconds or 5% of the duration", () => {
  const times = polls(4_000_000);
  for (let index = 1; index < times.length; index += 1) {
    const [before = 0, at = 0] = [times[index - 1], times[index]];
    expect(at - before).toBeLessThanOrEqual(Math.max(5_000, before * 0.05) + 1e-6);
  }
});

test("polls first after 250 ms", () => {
  expect(polls(1)[0]).toBe(250);
});

test("shortens the interval by at most 10% of jitter", () => {
  expect(pollInterval(defaultSchedule, 0, 0, 1)).toBe(225);
});

test("doubles the interval after each failure, up to a minute", () => {
  const intervals = [1, 2, 3, 4, 8, 30].map((failures) =>
    pollInterval(defaultSchedule, 0, failures, 0),
  );
  expect(intervals).toEqual([500, 1_000, 2_000, 4_000, 60_000, 60_000]);
});
