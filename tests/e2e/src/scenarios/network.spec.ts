// Scenarios about lost and unreadable responses.

import { expect, test } from "vitest";
import { runNaive } from "../naive/run-naive.ts";
import { enterScenario } from "../world.ts";
import { activate } from "./run-client.ts";

test.each([1, 2, 3])("flaky-network, seed %i: failed polls don't end the wait", async (seed) => {
  const naive = await enterScenario("flaky-network", seed);
  expect(await runNaive("failsOnBadPoll", naive, "activate")).toBe("failed");
  let failedPolls = 0;
  const outcome = await activate(await enterScenario("flaky-network", seed), ({ type }) => {
    if (type === "poll-failed") failedPolls += 1;
  });
  expect(outcome).toMatchObject({ outcome: "succeeded" });
  expect(failedPolls).toBeGreaterThan(0);
});

test("garbage-responses: unreadable responses don't end the wait", async () => {
  const enter = () => enterScenario("garbage-responses");
  expect(await runNaive("failsOnBadPoll", await enter(), "activate")).toBe("failed");
  let failedPolls = 0;
  const outcome = await activate(await enter(), ({ type }) => {
    if (type === "poll-failed") failedPolls += 1;
  });
  expect(outcome).toMatchObject({ outcome: "succeeded" });
  expect(failedPolls).toBeGreaterThanOrEqual(3);
});

test("response-lost: the request is submitted once and succeeds", async () => {
  const enter = () => enterScenario("response-lost");
  // The second submission is refused because the first is in progress.
  expect(await runNaive("retriesSubmission", await enter(), "activate")).toBe("failed");
  const world = await enter();
  expect(await activate(world)).toMatchObject({ outcome: "succeeded" });
  expect(world.device.configurations().running).toEqual({ text: "new realm" });
});

test("submission-lost: the outcome is unknown, and nothing is submitted again", async () => {
  const world = await enterScenario("submission-lost");
  expect(await activate(world)).toMatchObject({
    outcome: "submission-unknown",
    versionEvidence: "inconclusive",
  });
  expect(world.device.asyncStatus()).toEqual({});
  expect(world.device.configurations().running).toEqual({ text: "initial" });
});
