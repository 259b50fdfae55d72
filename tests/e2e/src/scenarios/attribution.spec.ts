// Scenarios about the attribution of a status, run by a naive script and by the client.

import { BusyError } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { runNaive } from "../naive/run-naive.ts";
import { enterScenario } from "../world.ts";
import { activate, save } from "./run-client.ts";

test("stale-success: the success of an earlier save is not attributed to the client", async () => {
  const enter = () => enterScenario("stale-success");
  expect(await runNaive("takesFirstSuccess", await enter(), "save")).toBe("succeeded");
  expect(await save(await enter())).toMatchObject({
    outcome: "failed",
    confidence: "proven",
    errorMessage: "The disk is full.",
  });
});

test("superseded-by-acli: another user's save doesn't show the outcome of the activate", async () => {
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

test("lock-held-by-gui: waits for a lock that another user holds", async () => {
  const enter = () => enterScenario("lock-held-by-gui");
  expect(await runNaive("triesLockOnce", await enter(), "activate")).toBe("gave up");
  const world = await enter();
  await using sbc = await world.connect();
  await using _lock = await sbc.lock({ waitMs: 120_000 });
  expect(world.clock.now()).toBeGreaterThanOrEqual(90_000);
  expect(await (await sbc.activate()).wait()).toMatchObject({ outcome: "succeeded" });
});

test("busy-at-start: a request in progress before the submission is foreign", async () => {
  const enter = () => enterScenario("busy-at-start");
  // Its save was refused. The status that it reads is Maria's activate.
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

test("save-without-change: an unchanged version is not a failure", async () => {
  const enter = () => enterScenario("save-without-change");
  expect(await runNaive("waitsForVersion", await enter(), "save")).toBe("failed");
  expect(await save(await enter())).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test.each([1, 2, 3, 4, 5])("crowded, seed %i: no proven outcome is wrong", async (seed) => {
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
