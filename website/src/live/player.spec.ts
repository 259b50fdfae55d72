import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { play } from "./play.ts";
import { createPlayer } from "./player.ts";
import { claimWords } from "./words.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

test("one steps from the first moment to the last, and not beyond", async () => {
  const player = createPlayer(play);
  await player.choose("stale-success");
  player.go(-1);
  expect(player.step.value).toBe(0);
  player.go(Number.POSITIVE_INFINITY);
  expect(player.step.value).toBe(player.steps.value - 1);
  expect(player.atMs.value).toBe(player.played.value?.ours.endMs);
});

test("each side says at each moment what it says then, and in the end what is wrong with it", async () => {
  const player = createPlayer(play);
  await player.choose("superseded-by-acli");
  expect(player.naive.value?.statement).toMatchObject({ says: "Waits.", isFinal: false });
  player.go(1);
  expect(player.ours.value?.statement.says).toBe("Waits; what shows is ours.");
  expect(player.ours.value?.statement.why).toContain("under our lock");
  player.go(player.steps.value);
  expect(player.naive.value?.statement).toMatchObject({ says: claimWords.succeeded });
  expect(player.naive.value?.statement.faults).toHaveLength(1);
  expect(player.ours.value?.statement).toMatchObject({ isFinal: true, faults: [] });
  expect(player.told.value).toMatch(
    /^Step \d+ of \d+, at .*This is wrong\. asyncstatus: .*Superseded/,
  );
});

test("it steps on by itself to the end, or until it is stopped", async () => {
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

test("of two scenarios that are chosen in a row, the later one is shown", async () => {
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
