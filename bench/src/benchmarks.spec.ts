import { expect, test } from "vitest";
import { commandStart } from "./command-start.ts";
import { cpuPerPoll } from "./cpu-per-poll.ts";
import { extraDelay } from "./extra-delay.ts";
import { type Figure, holds, spreadOf } from "./figure.ts";
import { firstAnswer } from "./first-answer.ts";
import { growth } from "./growth.ts";
import { manyDevices } from "./many-devices.ts";
import { pollsPerOperation } from "./polls-per-operation.ts";
import { serveStatus } from "./serve-status.ts";
import { watchMany } from "./watch-many.ts";

// Each in small. What is measured in virtual time is exact, so that its bounds hold here too.

// Most of it is starting processes, which takes long on a busy computer.
const options = { timeout: 60_000 };

test.concurrent("cpu-per-poll measures", options, async () => {
  const figures = await cpuPerPoll({ rounds: 1, polls: 50 });
  expect(mediansOf(figures)).toEqual(Array(6).fill(expect.any(Number)));
});

test.concurrent("watch-many measures", options, async () => {
  const figures = await watchMany({ rounds: 2, devices: 3, windowMs: 20 });
  expect(mediansOf(figures)).toEqual(Array(7).fill(expect.any(Number)));
});

test.concurrent("extra-delay measures, and no wait ends later than it may", options, async () => {
  const figures = await extraDelay({ operations: 40, realMs: [100] });
  expect(mediansOf(figures)).toEqual(Array(4).fill(expect.any(Number)));
  expect(exactOnes(figures).map(holds)).toEqual([true, true]);
});

test.concurrent(
  "polls-per-operation measures, and ten minutes take few polls",
  options,
  async () => {
    const figures = await pollsPerOperation({ rounds: 2 });
    expect(mediansOf(figures)).toEqual(Array(11).fill(expect.any(Number)));
    expect(exactOnes(figures).map(holds)).toEqual([true, true]);
  },
);

test.concurrent("serve-status measures", options, async () => {
  const figures = await serveStatus({ rounds: 1, answers: 50, warmUp: 50, connections: 3 });
  expect(mediansOf(figures)).toEqual(Array(6).fill(expect.any(Number)));
});

test.concurrent("command-start measures", options, async () => {
  const figures = await commandStart({ rounds: 1 });
  expect(mediansOf(figures)).toEqual(Array(4).fill(expect.any(Number)));
});

test.concurrent("first-answer measures", options, async () => {
  const figures = await firstAnswer({ rounds: 1 });
  expect(mediansOf(figures)).toEqual(Array(2).fill(expect.any(Number)));
});

test.concurrent("many-devices measures, and devices take little memory", options, async () => {
  const figures = await manyDevices({ rounds: 1, devices: 100 });
  expect(mediansOf(figures)).toEqual(Array(2).fill(expect.any(Number)));
  expect(exactOnes(figures).map(holds)).toEqual([true]);
});

test.concurrent("growth measures", options, async () => {
  const figures = await growth({ inMemory: 100, overTls: 100, rounds: 1 });
  expect(mediansOf(figures)).toEqual(Array(4).fill(expect.any(Number)));
});

function mediansOf(figures: readonly Figure[]): number[] {
  return figures.map(({ values }) => spreadOf(values).median).filter(Number.isFinite);
}

function exactOnes(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ bound }) => bound?.of === "largest");
}
