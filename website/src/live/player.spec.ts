import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { play } from "./play.ts";
import { createPlayer } from "./player.ts";
import { claimWords } from "./words.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

test("steps from the first to the last step", async () => {
  const player = createPlayer(play);
  await player.choose("stale-success");
  player.go(-1);
  expect(player.step.value).toBe(0);
  player.go(Number.POSITIVE_INFINITY);
  expect(player.step.value).toBe(player.steps.value - 1);
  expect(player.atMs.value).toBe(player.played.value?.client.endMs);
});

test("each side has a report at each step, and its errors at the end", async () => {
  const player = createPlayer(play);
  await player.choose("superseded-by-acli");
  expect(player.naive.value?.report).toMatchObject({ text: "Waiting.", isFinal: false });
  player.go(1);
  expect(player.client.value?.report.text).toBe("Waiting. Status: ours.");
  expect(player.client.value?.report.why).toContain("while the lock was held");
  player.go(player.steps.value);
  expect(player.naive.value?.report).toMatchObject({ text: claimWords.succeeded });
  expect(player.naive.value?.report.errors).toHaveLength(1);
  expect(player.client.value?.report).toMatchObject({ isFinal: true, errors: [] });
  expect(player.announcement.value).toMatch(
    /^Step \d+ of \d+, at .*This is wrong\. asyncstatus: .*Unknown: before your activate finished, another request/,
  );
});

test("plays to the end, or until it is paused", async () => {
  const player = createPlayer(play);
  await player.choose("stale-success");
  player.toggle();
  vi.advanceTimersByTime(1_200);
  expect(player.step.value).toBe(1);
  player.toggle();
  vi.advanceTimersByTime(60_000);
  expect(player.step.value).toBe(1);
  player.toggle();
  vi.advanceTimersByTime(600_000);
  expect(player.step.value).toBe(player.steps.value - 1);
  expect(player.isPlaying.value).toBe(false);
  player.toggle();
  expect(player.step.value).toBe(0);
});

test("shows the scenario that was chosen last", async () => {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const player = createPlayer(async (name) => {
    if (name === "crowded") await late;
    return play(name);
  });
  const first = player.choose("crowded");
  await player.choose("everyday");
  resolve();
  await first;
  expect(player.played.value?.name).toBe("everyday");
});
