import { codec } from "./codec.ts";
import { commandStart } from "./command-start.ts";
import { commitCost } from "./commit-cost.ts";
import { cpuPerPoll } from "./cpu-per-poll.ts";
import { executableStart } from "./executable-start.ts";
import type { Figure } from "./figure.ts";
import { firstResponse } from "./first-response.ts";
import { growth } from "./growth.ts";
import { manyDevices } from "./many-devices.ts";
import { planChange } from "./plan-change.ts";
import { rollout } from "./rollout.ts";
import { rolloutAnsible } from "./rollout-ansible.ts";
import { rolloutWorkers } from "./rollout-workers.ts";
import { serveStatus } from "./serve-status.ts";
import { waitDelay } from "./wait-delay.ts";
import { waitPolls } from "./wait-polls.ts";
import { watchMany } from "./watch-many.ts";

/** A benchmark at full scale, and at the small scale that CI runs. */
export interface Benchmark {
  readonly full: () => Promise<Figure[]>;
  readonly small: () => Promise<Figure[]>;
}

/** All benchmarks by name, in the order of the README. */
export const benchmarks: ReadonlyMap<string, Benchmark> = new Map(
  Object.entries({
    codec: {
      full: () => codec({ rounds: 25, times: 20_000 }),
      small: () => codec({ rounds: 1, times: 50 }),
    },
    "cpu-per-poll": {
      full: () => cpuPerPoll({ rounds: 25, polls: 1_000 }),
      small: () => cpuPerPoll({ rounds: 1, polls: 50 }),
    },
    "watch-many": {
      full: () => watchMany({ rounds: 13, devices: 1_000, windowMs: 2_000 }),
      small: () => watchMany({ rounds: 2, devices: 3, windowMs: 20 }),
    },
    "wait-delay": {
      full: () =>
        waitDelay({
          operations: 300,
          realMs: [400, 700, 1_000, 1_300, 1_600, 1_900, 2_200, 2_500, 2_800, 3_100],
        }),
      small: () => waitDelay({ operations: 40, realMs: [100] }),
    },
    "wait-polls": {
      full: () => waitPolls({ rounds: 20 }),
      small: () => waitPolls({ rounds: 2 }),
    },
    "commit-cost": {
      full: () => commitCost({ verifyMs: [200, 1_000, 3_000, 10_000] }),
      small: () => commitCost({ verifyMs: [200, 1_000, 3_000, 10_000] }),
    },
    "plan-change": {
      full: () => planChange({ rounds: 25, elements: 1_000 }),
      small: () => planChange({ rounds: 1, elements: 1_000 }),
    },
    rollout: {
      full: () => rollout({ rounds: 1, devices: 5_000, atATime: 150 }),
      small: () => rollout({ rounds: 1, devices: 4, atATime: 4 }),
    },
    "command-start": {
      full: () => commandStart({ rounds: 40 }),
      small: () => commandStart({ rounds: 1 }),
    },
    "executable-start": {
      full: () => executableStart({ rounds: 40 }),
      small: () => executableStart({ rounds: 1 }),
    },
    "serve-status": {
      full: () => serveStatus({ rounds: 15, requests: 5_000 }),
      small: () => serveStatus({ rounds: 1, requests: 50 }),
    },
    "first-response": {
      full: () => firstResponse({ rounds: 15 }),
      small: () => firstResponse({ rounds: 1 }),
    },
    "many-devices": {
      full: () => manyDevices({ rounds: 5, devices: 10_000 }),
      small: () => manyDevices({ rounds: 1, devices: 100 }),
    },
    growth: {
      full: () => growth({ requests: 100_000, rounds: 9 }),
      small: () => growth({ requests: 100, rounds: 1 }),
    },
  } satisfies Record<string, Benchmark>),
);

/** Benchmarks that run only by name, because they need programs of others. The README has their figures. */
export const onRequest: ReadonlyMap<string, Pick<Benchmark, "full">> = new Map([
  ["rollout-workers", { full: () => rolloutWorkers({ devices: 2_000, atATime: 150 }) }],
  ["rollout-ansible", { full: () => rolloutAnsible({ devices: 200, atATime: 50 }) }],
]);
