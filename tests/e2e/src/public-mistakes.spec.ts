// What software in the field gets wrong, a test for each: a script that does it in the way that such
// scripts do, and our client, each with a device of its own in the same situation.

import type { Operation, Outcome, Sbc } from "@asyncstatus/client";
import type { BehaviorOf } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { runNaive, unlockErrorOf } from "./naive/run-naive.ts";
import { createWorld, type World } from "./world.ts";

const minute = 60_000;
const reason = 'realm "core" refers to a network interface that does not exist';

/** Requests over REST fail after a while; those of the command line go as they should. */
const restFails =
  (durationMs: number): BehaviorOf =>
  ({ by }) =>
    by === "ACLI" ? { durationMs: 1_000 } : { durationMs, fail: reason };

/** What our client makes of a request. */
async function ours(world: World, submit: (sbc: Sbc) => Promise<Operation>): Promise<Outcome> {
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  return await (await submit(sbc)).wait();
}

test("1. the success of an earlier request does not pass for ours", async () => {
  async function situation(): Promise<World> {
    const assumptions = { registrationDelay: 2_000 };
    const world = createWorld({ assumptions, behavior: restFails(30_000) });
    world.device.issue("save", { by: "ACLI" });
    await world.clock.sleep(minute);
    return world;
  }

  expect({
    script: await runNaive("takesFirstSuccess", await situation(), "save"),
    ours: await ours(await situation(), (sbc) => sbc.save()),
  }).toMatchObject({
    script: "succeeded",
    ours: { outcome: "failed", confidence: "proven", errorMessage: reason },
  });
});

test("2. a failure ends the wait at once, with the device's reason", async () => {
  const situation = () => createWorld({ behavior: restFails(3_000) });

  const outcome = await ours(situation(), (sbc) => sbc.activate());
  expect({
    script: await runNaive("waitsForSuccessOnly", situation(), "activate"),
    ours: outcome,
  }).toMatchObject({
    script: "gave up",
    ours: { outcome: "failed", errorMessage: reason },
  });
  expect(outcome.elapsedMs).toBeLessThan(5_000);
});

test("3. what is in progress is neither a failure nor done", async () => {
  function situation(): World {
    const world = createWorld({ durations: { verify: 5_000, save: 5_000, activate: 5_000 } });
    world.device.edit();
    return world;
  }

  async function andThen(world: World, said: string) {
    await world.clock.sleep(minute);
    return { said, versions: world.device.configurationVersions() };
  }

  const [first, second, third] = [situation(), situation(), situation()];
  await using sbc = await third.connect();
  expect({
    pollsOnce: await andThen(first, await runNaive("pollsOnce", first, "save")),
    neverPolls: await andThen(second, await runNaive("neverPolls", second, "activate")),
    ours: await andThen(third, (await sbc.commit()).outcome),
  }).toEqual({
    pollsOnce: { said: "failed", versions: { currentVersion: 2, runningVersion: 1 } },
    neverPolls: { said: "succeeded", versions: { currentVersion: 1, runningVersion: 1 } },
    ours: { said: "committed", versions: { currentVersion: 2, runningVersion: 2 } },
  });
});

test("4. a request may take longer than somebody has guessed", async () => {
  const situation = () => createWorld({ durations: { activate: 4 * minute } });

  expect({
    script: await runNaive("guessesTimeout", situation(), "activate"),
    ours: await ours(situation(), (sbc) => sbc.activate()),
  }).toMatchObject({
    script: "failed",
    ours: { outcome: "succeeded", confidence: "proven" },
  });
});

test("5. a token is renewed before it ends, and the lock stays ours", async () => {
  const situation = () => createWorld({ durations: { activate: 25 * minute } });

  const lockIsFreeLater = async ({ clock, lockIsFree }: World) => {
    await clock.sleep(15 * minute);
    return lockIsFree();
  };
  const [first, second] = [situation(), situation()];
  const waitLong = async (sbc: Sbc) => {
    await using _lock = await sbc.lock();
    return await (await sbc.activate()).wait({ timeoutMs: 60 * minute });
  };
  await using sbc = await second.connect();
  const [script, freeUnderScript] = await Promise.all([
    unlockErrorOf(first),
    lockIsFreeLater(first),
  ]);
  const [outcome, freeUnderOurs] = await Promise.all([waitLong(sbc), lockIsFreeLater(second)]);
  expect({ script, freeUnderScript, outcome, freeUnderOurs }).toMatchObject({
    script: "User does not have the lock.",
    freeUnderScript: true,
    outcome: { outcome: "succeeded", confidence: "proven" },
    freeUnderOurs: false,
  });
  await sbc.close();
  expect(second.lockIsFree()).toBe(true);
});

test("6. the request of another administrator does not pass for ours", async () => {
  function situation(): World {
    const assumptions = { secondRequest: "replaces" } as const;
    const world = createWorld({ assumptions, behavior: restFails(minute) });
    world.clock.sleep(20_000).then(() => world.device.issue("save", { by: "ACLI" }));
    return world;
  }

  expect({
    script: await runNaive("takesAnyEnd", situation(), "activate"),
    ours: await ours(situation(), (sbc) => sbc.activate()),
  }).toMatchObject({
    script: "succeeded",
    ours: { outcome: "superseded", by: { operation: "save" }, versionEvidence: "inconclusive" },
  });
});
