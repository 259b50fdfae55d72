// Scenarios about the end of a request.

import { expect, test } from "vitest";
import { runNaive } from "../naive/run-naive.ts";
import { enterScenario } from "../world.ts";
import { activate } from "./run-client.ts";

const fault = "Realm new has no interface.";

test("everyday: verify, save and activate succeed, and the change runs", async () => {
  const world = await enterScenario("everyday");
  await using sbc = await world.connect();
  const { outcome, steps } = await sbc.commit();
  expect(outcome).toBe("succeeded");
  expect(steps.map((step) => "confidence" in step && step.confidence)).toEqual([
    "proven",
    "proven",
    "proven",
  ]);
  expect(world.device.configurations().running).toEqual({ text: "new realm" });
});

test("verify-refuses: a configuration that verify rejects is not activated", async () => {
  const naive = await enterScenario("verify-refuses");
  await runNaive("ignoresResults", naive, "activate");
  expect(naive.device.configurations().running).toEqual({ text: "new realm", fault });

  const world = await enterScenario("verify-refuses");
  await using sbc = await world.connect();
  const { outcome, steps } = await sbc.commit();
  expect(outcome).not.toBe("succeeded");
  expect(steps).toMatchObject([{ operation: "verify", outcome: "failed", errorMessage: fault }]);
  expect(world.device.configurations().running).toEqual({ text: "initial" });
});

test("activate-fails: a failure ends the wait", async () => {
  const enter = () => enterScenario("activate-fails");
  expect(await runNaive("waitsForSuccessOnly", await enter(), "activate")).toBe("gave up");
  const outcome = await activate(await enter());
  expect(outcome).toMatchObject({
    outcome: "failed",
    errorMessage: "The standby system does not respond.",
  });
  expect(outcome.elapsedMs).toBeLessThan(15_000);
});

test("never-ending: the deadline ends the wait, not the request", async () => {
  const enter = () => enterScenario("never-ending");
  expect(await runNaive("takesAnyEnd", await enter(), "activate")).toBe("gave up");
  const world = await enter();
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  const activation = await sbc.activate();
  expect(await activation.wait({ timeoutMs: 60_000 })).toMatchObject({ outcome: "timed-out" });
  expect(world.device.asyncStatus().operationState).toEqual({
    operation: "activate",
    status: "inProgress",
  });
  expect(await activation.wait({ timeoutMs: 60_000 })).toMatchObject({ outcome: "timed-out" });
});

test("reboot-during-activate: the request is lost, and the versions show that it had no effect", async () => {
  const world = await enterScenario("reboot-during-activate");
  expect(await activate(world)).toMatchObject({ outcome: "lost", versionEvidence: "denies" });
  expect(world.device.configurations().running).toEqual({ text: "initial" });
});

test("stuck-after-reboot: a status that stays in progress after a restart doesn't block the wait", async () => {
  const world = await enterScenario("stuck-after-reboot");
  const outcome = await activate(world);
  expect(outcome).toMatchObject({ outcome: "lost" });
  expect(outcome.elapsedMs).toBeLessThan(600_000);
  expect(world.device.asyncStatus().operationState?.status).toBe("inProgress");
});

test("switchover-during-activate: the status of the peer is not attributed to the client", async () => {
  const world = await enterScenario("switchover-during-activate");
  const attributions: string[] = [];
  const outcome = await activate(world, (event) => {
    if (event.type === "progress") attributions.push(event.attribution);
  });
  expect(attributions.at(-1)).toBe("unknown");
  expect(outcome).toMatchObject({
    outcome: "lost",
    reason: "switched-over",
    versionEvidence: "inconclusive",
  });
  // Reported as soon as the HA pair has changed roles, within 15 seconds.
  expect(outcome.elapsedMs).toBeLessThan(30_000);
  expect(world.device.configurations().running).toEqual({ text: "initial" });
  expect(world.device.systemStatus()).toMatchObject({ hostName: "sbc-b", haPeerName: "sbc-a" });
});
