// Whose request is it that asyncstatus shows? What each of these scenarios teaches, by a script that has
// not learnt it, and by our client.

import { BusyError } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { runNaive } from "../naive/run-naive.ts";
import { enterScenario } from "../world.ts";
import { activate, save } from "./ours.ts";

test("stale-success: the success of an earlier save is not ours", async () => {
  const enter = () => enterScenario("stale-success");
  expect(await runNaive("takesFirstSuccess", await enter(), "save")).toBe("succeeded");
  expect(await save(await enter())).toMatchObject({
    outcome: "failed",
    confidence: "proven",
    errorMessage: "The disk is full.",
  });
});

test("superseded-by-acli: the success of somebody else's save says nothing about our activate", async () => {
  const enter = () => enterScenario("superseded-by-acli");
  const world = await enter();
  expect(await runNaive("takesAnyEnd", world, "activate")).toBe("succeeded");
  await world.clock.sleep(120_000);
  expect(world.device.configurationVersions().runningVersion).toBe(1);
  expect(await activate(await enter())).toMatchObject({
    outcome: "superseded",
    by: { operation: "save" },
  });
});

test("lock-held-by-gui: a lock that is held is waited for, and then ours", async () => {
  const enter = () => enterScenario("lock-held-by-gui");
  expect(await runNaive("triesLockOnce", await enter(), "activate")).toBe("gave up");
  const world = await enter();
  await using sbc = await world.connect();
  await using _lock = await sbc.lock({ waitMs: 120_000 });
  expect(world.clock.now()).toBeGreaterThanOrEqual(90_000);
  expect(await (await sbc.activate()).wait()).toMatchObject({ outcome: "succeeded" });
});

test("busy-at-start: what is in progress when we come is not ours", async () => {
  const enter = () => enterScenario("busy-at-start");
  // Its save was refused; what ends well is Maria's activate.
  const naive = await enter();
  expect(await runNaive("takesAnyEnd", naive, "save")).toBe("succeeded");
  expect(naive.device.configurationVersions().currentVersion).toBe(1);

  const world = await enter();
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  await expect(sbc.save()).rejects.toThrow(BusyError);
  const outcome = await (await sbc.save({ waitForIdleMs: 60_000 })).wait();
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  expect(world.device.configurationVersions().currentVersion).toBe(2);
});

test("save-without-change: the version that does not move is no failure", async () => {
  const enter = () => enterScenario("save-without-change");
  expect(await runNaive("waitsForVersion", await enter(), "save")).toBe("failed");
  expect(await save(await enter())).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test.each([1, 2, 3, 4, 5])("crowded, seed %i: nothing proven is wrong", async (seed) => {
  const world = await enterScenario("crowded", seed);
  await using sbc = await world.connect();
  let proven = 0;
  for (let round = 0; round < 6; round++) {
    await using lock = await sbc.lock({ waitMs: 600_000 });
    const before = world.device.configurationVersions();
    const activation = await sbc.activate({ waitForIdleMs: 600_000 });
    const outcome = await activation.wait();
    if (outcome.outcome === "succeeded" && outcome.confidence === "proven") {
      proven += 1;
      const { runningVersion } = world.device.configurationVersions();
      expect(runningVersion).toBeGreaterThanOrEqual(before.currentVersion);
    }
    await lock.release();
    await world.clock.sleep(30_000);
  }
  expect(proven).toBeGreaterThan(0);
});
