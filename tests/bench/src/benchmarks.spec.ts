import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { benchmarks } from "./benchmarks.ts";
import { codec } from "./codec.ts";
import { commandStart } from "./command-start.ts";
import { cpuPerPoll } from "./cpu-per-poll.ts";
import { extraDelay } from "./extra-delay.ts";
import { type Figure, holds, tableOf } from "./figure.ts";
import { firstAnswer } from "./first-answer.ts";
import { fixedInterval } from "./fixed-interval.ts";
import { growth } from "./growth.ts";
import { manyDevices } from "./many-devices.ts";
import { otherClients } from "./other-clients.ts";
import { otherServers } from "./other-servers.ts";
import { pollGrowth } from "./poll-growth.ts";
import { pollsPerOperation } from "./polls-per-operation.ts";
import { figuresIn, formOf } from "./readme-figures.ts";
import { serveStatus } from "./serve-status.ts";
import { watchMany } from "./watch-many.ts";

// Each in small. What is measured in virtual time is exact, so that its bounds hold here too.

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const inReadme = figuresIn(readme);

// Most of it is starting processes, which takes long on a busy computer.
const options = { timeout: 180_000 };

test("the README tells of each benchmark, and has its figures", () => {
  const names = [...benchmarks.keys()];
  expect([...inReadme.keys()]).toEqual(names);
  const told = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(told).toEqual(names);
});

test.concurrent("codec measures", options, async () => {
  const figures = await codec({ rounds: 1, times: 50 });
  expectForm("codec", figures);
});

test.concurrent("other-clients measures", options, async () => {
  const figures = await otherClients({ rounds: 1, polls: 10 });
  expectForm("other-clients", figures);
});

test.concurrent("other-servers measures", options, async () => {
  const figures = await otherServers({ rounds: 1, answers: 50, warmUp: 50, connections: 3 });
  expectForm("other-servers", figures);
});

test.concurrent("fixed-interval measures, and the wait is never as late", options, async () => {
  const figures = await fixedInterval({ operations: 30 });
  expectForm("fixed-interval", figures);
  expect(exactOnes(figures).map(holds)).toEqual([true]);
});

test.concurrent("poll-growth measures", options, async () => {
  const figures = await pollGrowth({ inMemory: 100, overTls: 50, rounds: 1 });
  expectForm("poll-growth", figures);
});

test.concurrent("cpu-per-poll measures", options, async () => {
  const figures = await cpuPerPoll({ rounds: 1, polls: 50 });
  expectForm("cpu-per-poll", figures);
});

test.concurrent("watch-many measures", options, async () => {
  const figures = await watchMany({ rounds: 2, devices: 3, windowMs: 20 });
  expectForm("watch-many", figures);
});

test.concurrent("extra-delay measures, and no wait ends later than it may", options, async () => {
  const figures = await extraDelay({ operations: 40, realMs: [100] });
  expectForm("extra-delay", figures);
  expect(exactOnes(figures).map(holds)).toEqual([true, true]);
});

test.concurrent(
  "polls-per-operation measures, and ten minutes take few polls",
  options,
  async () => {
    const figures = await pollsPerOperation({ rounds: 2 });
    expectForm("polls-per-operation", figures);
    expect(exactOnes(figures).map(holds)).toEqual([true, true]);
  },
);

test.concurrent("serve-status measures", options, async () => {
  const figures = await serveStatus({ rounds: 1, answers: 50, warmUp: 50, connections: 3 });
  expectForm("serve-status", figures);
});

test.concurrent("command-start measures", options, async () => {
  const figures = await commandStart({ rounds: 1 });
  expectForm("command-start", figures);
});

test.concurrent("first-answer measures", options, async () => {
  const figures = await firstAnswer({ rounds: 1 });
  expectForm("first-answer", figures);
});

test.concurrent("many-devices measures, and devices take little memory", options, async () => {
  const figures = await manyDevices({ rounds: 1, devices: 100 });
  expectForm("many-devices", figures);
  expect(exactOnes(figures).map(holds)).toEqual([true]);
});

test.concurrent("growth measures", options, async () => {
  const figures = await growth({ inMemory: 100, overTls: 100, rounds: 1 });
  expectForm("growth", figures);
});

/** The README says the same of what is measured, though not of what came out. */
function expectForm(name: string, figures: readonly Figure[]): void {
  expect(figures.flatMap(({ values }) => values).every(Number.isFinite)).toBe(true);
  expect(formOf(tableOf(figures))).toEqual(formOf(inReadme.get(name) ?? "nothing"));
}

function exactOnes(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ bound }) => bound?.of === "largest");
}
