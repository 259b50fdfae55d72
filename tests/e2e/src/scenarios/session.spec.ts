// Scenarios about the token and the lock.

import { expect, test } from "vitest";
import { unlockErrorOf } from "../naive/run-naive.ts";
import { enterScenario } from "../world.ts";
import { activate } from "./run-client.ts";

const lockLost = "User does not have the lock.";

test("activation-outlives-token: the token is renewed, and the lock is held", async () => {
  const enter = () => enterScenario("activation-outlives-token");
  expect(await unlockErrorOf(await enter())).toBe(lockLost);
  let renewals = 0;
  const outcome = await activate(await enter(), ({ type }) => {
    if (type === "token-renewed") renewals += 1;
  });
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  expect(renewals).toBeGreaterThanOrEqual(3);
});

test("token-expires-early: a lock that expires with its token is reported as lost", async () => {
  const enter = () => enterScenario("token-expires-early");
  expect(await unlockErrorOf(await enter())).toBe(lockLost);
  const world = await enter();
  const types: string[] = [];
  const outcome = await activate(world, ({ type }) => types.push(type));
  expect(types).toContain("lock-lost");
  // The versions confirm the outcome. Without the lock it is not proven.
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});

test("token-expires-early: with the right token lifetime, the client holds the lock", async () => {
  const world = await enterScenario("token-expires-early");
  await using sbc = await world.connect({ tokenLifetimeMs: 60_000 });
  const lock = await sbc.lock();
  const activation = await sbc.activate();
  expect(await activation.wait()).toMatchObject({
    outcome: "succeeded",
    confidence: "documented",
  });
  await lock.release();
  expect(activation.outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("clock-skew: a renewal at 60% is in time if the device's clock is 50% fast", async () => {
  const world = await enterScenario("clock-skew");
  // Its uptime advances 50% too fast, so it isn't certain that the system is the same.
  const types: string[] = [];
  const outcome = await activate(world, ({ type }) => types.push(type));
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
  expect(types).not.toContain("lock-lost");
  // 40 minutes by the device's clock.
  expect(world.clock.now()).toBeLessThan(28 * 60_000);

  const late = await enterScenario("clock-skew");
  expect(await unlockErrorOf(late)).toBe(lockLost);
});

test("token-refused: a refused token is renewed, and the lock counts as lost", async () => {
  const enter = () => enterScenario("token-refused");
  expect(await unlockErrorOf(await enter())).toBe("Resource locked by another user");
  const types: string[] = [];
  const outcome = await activate(await enter(), ({ type }) => types.push(type));
  expect(types).toContain("token-renewed");
  expect(types).toContain("lock-lost");
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});
