import { expect, test } from "vitest";
import { play } from "./play.ts";
import { formatTime, stepTimes, visibleAt } from "./steps.ts";

test.each([
  [0, "0.0 s"],
  [250, "0.3 s"],
  [99_940, "99.9 s"],
  [100_000, "1 min 40 s"],
  [1_500_000, "25 min 00 s"],
])("formats %i ms as %s", (ms, text) => {
  expect(formatTime(ms)).toBe(text);
});

test("has one step for each time, until both sides end", async () => {
  const played = await play("superseded-by-acli");
  const times = stepTimes(played);
  expect(times[0]).toBe(0);
  expect(times.at(-1)).toBe(Math.max(played.naive.endMs, played.client.endMs));
  expect([...new Set(times)].sort((a, b) => a - b)).toEqual(times);
});

test("shows more entries at each step, newest first, and all at the end", async () => {
  const played = await play("everyday");
  let before = 0;
  for (const atMs of stepTimes(played)) {
    const visible = visibleAt(played.client.entries, atMs);
    expect(visible.length).toBeGreaterThanOrEqual(before);
    expect(visible.every((entry) => entry.isNew === (entry.atMs === atMs))).toBe(true);
    const expected = visible.map((_, position) => visible.length - 1 - position);
    expect(visible.map(({ index }) => index)).toEqual(expected);
    before = visible.length;
  }
  expect(before).toBe(played.client.entries.length);
});
