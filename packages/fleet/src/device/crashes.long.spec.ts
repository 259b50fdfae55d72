import type { InMemoryDeviceOptions } from "@asyncstatus/server";
import { test } from "vitest";
import { expectNoDuplicate } from "../testing/death.ts";
import { applyPlan } from "../testing/virtual-fleet.ts";

const durations = { verify: 200, save: 200, activate: 300 };
const devices: Record<string, InMemoryDeviceOptions> = {
  "has short durations": { durations },
  "has the default durations": {},
  "shows requests late": { assumptions: { registrationDelay: "2 s" } },
  "ends requests at once": { durations: { verify: 0, save: 0, activate: 0 } },
  "executes a second request at the same time": { assumptions: { secondRequest: "replaces" } },
};

test.each(Object.keys(devices))(
  "no crash activates a device twice that %s",
  { timeout: 300_000 },
  async (name) => {
    await expectNoDuplicate(devices[name] ?? {});
  },
);

test("no crash applies a change file twice, or in part", { timeout: 300_000 }, async () => {
  await expectNoDuplicate({ durations, initialState: {} }, { plan: applyPlan() });
});

test("no crash rolls a unit back twice, or in part", { timeout: 300_000 }, async () => {
  const mortal = { plan: applyPlan(), isBack: true };
  await expectNoDuplicate({ durations, initialState: {} }, mortal);
});

test("a stop leaves nothing of a change file to a person", { timeout: 300_000 }, async () => {
  const stopped = { plan: applyPlan(), stopMs: 90_000 };
  await expectNoDuplicate({ durations, initialState: {} }, stopped);
});

// Every third point of these: a stop takes longer to simulate than a crash.
test("a stop during a commit leaves nothing to a person", { timeout: 300_000 }, async () => {
  await expectNoDuplicate({ durations }, { stopMs: 90_000, every: 3 });
});

test("a stop during a rollback leaves nothing to a person", { timeout: 300_000 }, async () => {
  const stopped = { plan: applyPlan(), isBack: true, stopMs: 90_000, every: 3 };
  await expectNoDuplicate({ durations, initialState: {} }, stopped);
});
