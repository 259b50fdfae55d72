// Kills or stops a worker before and after requests and writes. crashes.long.spec.ts has every point, and further
// devices and changes.

import { test } from "vitest";
import { expectNoDuplicate } from "../testing/death.ts";
import { applyPlan } from "../testing/virtual-fleet.ts";

const durations = { verify: 200, save: 200, activate: 300 };

test("no crash activates a device twice, or claims what is not so", {
  timeout: 120_000,
}, async () => {
  await expectNoDuplicate({ durations }, { every: 5 });
});

test("a stop for longer than a token's life leaves nothing to a person", {
  timeout: 120_000,
}, async () => {
  const stopped = { plan: applyPlan(), stopMs: 90_000, every: 9 };
  await expectNoDuplicate({ durations, initialState: {} }, stopped);
});
