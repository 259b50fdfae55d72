// Scenarios in which a device differs from what a script, or a wait, assumes.

import { LockLostError } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { runNaive } from "../naive/run-naive.ts";
import { createWorld, enterScenario } from "../world.ts";
import { save } from "./run-client.ts";

test("verify-lists-faults: the status lists the faults of a verify that succeeded", async () => {
  const world = await enterScenario("verify-lists-faults");
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  await (await sbc.verify()).wait();
  expect(await sbc.asyncStatus()).toEqual({
    operationState: { operation: "verify", status: "success" },
    additionalInfo: {
      elements: [
        {
          name: "verifySummary",
          elements: [
            {
              name: "verify",
              elements: [
                { name: "object", text: "sip-interface" },
                { name: "field", text: "realm-id" },
              ],
            },
          ],
        },
      ],
    },
  });
});

test("save-verifies-first: the end of the verify is not the end of the save", async () => {
  const enter = () => enterScenario("save-verifies-first");
  const naive = await enter();
  expect(await runNaive("takesAnyEnd", naive, "save")).toBe("succeeded");
  expect(naive.device.configurationVersions().currentVersion).toBe(1);

  const world = await enter();
  expect(await save(world)).toMatchObject({ outcome: "succeeded" });
  expect(world.device.configurationVersions().currentVersion).toBe(2);
});

test("versions-lag: a commit succeeds although the versions change later", async () => {
  const world = await enterScenario("versions-lag");
  await using sbc = await world.connect();
  expect(await sbc.commit()).toMatchObject({ outcome: "succeeded" });
  await world.clock.sleep(1_000);
  expect(world.device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("standby-fails: the first success is followed by a failure", async () => {
  const world = await enterScenario("standby-fails");
  expect(await runNaive("takesFirstSuccess", world, "activate")).toBe("succeeded");
  await world.clock.sleep(20_000);
  expect(world.device.asyncStatus().operationState).toMatchObject({ status: "fail" });
});

test("failure-text-moves: an earlier failure whose text changes is not the end of a save", async () => {
  const world = await enterScenario("failure-text-moves");
  expect(await runNaive("takesAnyEnd", world, "save")).toBe("failed");
  await world.clock.sleep(10_000);
  expect(world.device.configurationVersions().currentVersion).toBe(2);
});

test("shown-late: a failure from before the lock is not the end of the activate", async () => {
  const world = await enterScenario("shown-late");
  expect(await runNaive("takesAnyEnd", world, "activate")).toBe("failed");
  await world.clock.sleep(10_000);
  expect(world.device.configurations().running).toEqual({ text: "new realm" });
});

test("equal-host-names: another user's failure on the peer is not the end of the activate", async () => {
  const world = await enterScenario("equal-host-names");
  await using sbc = await world.connect();
  const before = await sbc.systemStatus();
  expect(await runNaive("ignoresRestarts", world, "activate")).toBe("failed");
  expect(await sbc.systemStatus()).toMatchObject({
    hostName: before.hostName,
    role: before.role,
    haSwitchOvers: 1,
  });
});

test("coarse-uptime: the uptime stays and jumps without a restart", async () => {
  const world = await enterScenario("coarse-uptime");
  await using sbc = await world.connect();
  const uptimes: (number | undefined)[] = [];
  for (let times = 0; times < 5; times++) {
    uptimes.push((await sbc.systemStatus()).uptimeSeconds);
    await world.clock.sleep(45_000);
  }
  expect(uptimes).toEqual([1_020, 1_020, 1_080, 1_080, 1_200]);
});

test("renewal-logs-in: the lock ends with the first token, although each renewal succeeds", async () => {
  const world = await enterScenario("renewal-logs-in");
  await using sbc = await world.connect();
  const lock = await sbc.lock();
  await world.clock.sleep(595_000);
  expect(world.lockIsFree()).toBe(false);
  await world.clock.sleep(10_000);
  expect(world.lockIsFree()).toBe(true);
  await expect(lock.release()).rejects.toThrow(LockLostError);
});

test("renewal-lost: the lock is with a token that the client never got", async () => {
  const world = await enterScenario("renewal-lost");
  await using sbc = await world.connect();
  const lock = await sbc.lock();
  await world.clock.sleep(660_000);
  await expect(lock.release()).rejects.toThrow();
  expect(world.lockIsFree()).toBe(false);
});

test("delivered-late: an activate that the client gave up on runs later", async () => {
  const world = await enterScenario("delivered-late");
  await using sbc = await world.connect();
  await sbc.lock();
  const controller = new AbortController();
  const given = sbc.activate({ signal: controller.signal }).catch((error) => error);
  await world.clock.sleep(30_000);
  controller.abort();
  await given;
  expect(world.device.configurations().running).toEqual({ text: "initial" });
  await world.clock.sleep(20_000);
  expect(world.device.configurations().running).toEqual({ text: "new realm" });
});

test.each([
  ["in a form field", "field", "token"],
  ["as the whole body", "body", false],
] as const)("a renewal with the token %s keeps the lock", async (_, tokenIn, renewalField) => {
  const world = createWorld({ assumptions: { tokenIn } });
  await using sbc = await world.connect({ renewalField });
  const lock = await sbc.lock();
  await world.clock.sleep(25 * 60_000);
  expect(world.lockIsFree()).toBe(false);
  await lock.release();
  expect(world.lockIsFree()).toBe(true);
});
