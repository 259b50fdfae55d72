// Are token and lock still ours? What each of these scenarios teaches.

import { expect, test } from "vitest";
import { unlockErrorOf } from "../naive/run-naive.ts";
import { enterScenario } from "../world.ts";
import { activate } from "./ours.ts";

const lockLost = "User does not have the lock.";

test("activation-outlives-token: the token is renewed, and the lock stays ours", async () => {
  const enter = () => enterScenario("activation-outlives-token");
  expect(await unlockErrorOf(await enter())).toBe(lockLost);
  let renewals = 0;
  const outcome = await activate(await enter(), ({ type }) => {
    if (type === "token-renewed") renewals += 1;
  });
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  expect(renewals).toBeGreaterThanOrEqual(3);
});

test("token-expires-early: a lock that has ended with its token is lost, and said to be", async () => {
  const enter = () => enterScenario("token-expires-early");
  expect(await unlockErrorOf(await enter())).toBe(lockLost);
  const world = await enter();
  const types: string[] = [];
  const outcome = await activate(world, ({ type }) => types.push(type));
  expect(types).toContain("lock-lost");
  // The versions tell that it took effect; that it was ours, nothing proves any more.
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});

test("token-expires-early: told how long a token lives, the client keeps the lock", async () => {
  const world = await enterScenario("token-expires-early");
  await using sbc = await world.connect({ tokenLifetimeMs: 60_000 });
  await using _lock = await sbc.lock();
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("clock-skew: a renewal at 60 % is in time on a clock that is fast by half", async () => {
  const world = await enterScenario("clock-skew");
  expect(await activate(world)).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  // By ours it took two thirds of its forty minutes.
  expect(world.clock.now()).toBeLessThan(28 * 60_000);

  const late = await enterScenario("clock-skew");
  expect(await unlockErrorOf(late)).toBe(lockLost);
});

test("token-refused: a token that can be renewed has not ended, and nor has the lock", async () => {
  const enter = () => enterScenario("token-refused");
  expect(await unlockErrorOf(await enter())).toBe("Resource locked by another user");
  const types: string[] = [];
  const outcome = await activate(await enter(), ({ type }) => types.push(type));
  expect(types).toContain("token-renewed");
  expect(types).not.toContain("lock-lost");
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});
