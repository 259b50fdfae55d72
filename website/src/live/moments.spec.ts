import { expect, test } from "vitest";
import { momentsOf, seenAt, timeWords } from "./moments.ts";
import { play } from "./play.ts";

test.each([
  [0, "0.0 s"],
  [250, "0.3 s"],
  [99_940, "99.9 s"],
  [100_000, "1 min 40 s"],
  [1_500_000, "25 min 00 s"],
])("%i ms are %s", (given, want) => {
  expect(timeWords(given)).toBe(want);
});

test("one steps through each moment once, to the later of the two ends", async () => {
  const played = await play("superseded-by-acli");
  const moments = momentsOf(played);
  expect(moments[0]).toBe(0);
  expect(moments.at(-1)).toBe(Math.max(played.naive.endMs, played.ours.endMs));
  expect([...new Set(moments)].sort((a, b) => a - b)).toEqual(moments);
});

test("what is seen of a side grows from moment to moment, the newest first, until all is seen", async () => {
  const played = await play("everyday");
  let before = 0;
  for (const atMs of momentsOf(played)) {
    const seen = seenAt(played.ours.entries, atMs);
    expect(seen.length).toBeGreaterThanOrEqual(before);
    expect(seen.every((entry) => entry.isNew === (entry.atMs === atMs))).toBe(true);
    expect(seen.map(({ index }) => index)).toEqual(seen.map((_, place) => seen.length - 1 - place));
    before = seen.length;
  }
  expect(before).toBe(played.ours.entries.length);
});
