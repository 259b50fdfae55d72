// Mistakes of scripts in the field. Each test runs a script with the mistake and the client in the same situation.

import type { Operation, Outcome, Sbc } from "@asyncstatus/client";
import type { IssuedRequest, RequestBehavior } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { runNaive, unlockErrorOf } from "./naive/run-naive.ts";
import { createWorld, type World } from "./world.ts";

const minute = 60_000;
const reason = 'realm "core" refers to a network interface that does not exist';

/** Requests over REST fail, and requests of the command line succeed. */
const restFails =
  (durationMs: number) =>
  ({ by }: IssuedRequest): RequestBehavior =>
    by === "ACLI" ? { durationMs: 1_000 } : { durationMs, fail: reason };

/** Submits a request with the lock and waits for it. */
async function runClient(world: World, submit: (sbc: Sbc) => Promise<Operation>): Promise<Outcome> {
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  return await (await submit(sbc)).wait();
}

test("1. the success of an earlier request is not reported as success", async () => {
  async function situation(): Promise<World> {
    const assumptions = { registrationDelay: 2_000 };
    const world = createWorld({ assumptions, behavior: restFails(30_000) });
    world.device.issue("save", { by: "ACLI" });
    await world.clock.sleep(minute);
    return world;
  }

  expect({
    script: await runNaive("takesFirstSuccess", await situation(), "save"),
    client: await runClient(await situation(), (sbc) => sbc.save()),
  }).toMatchObject({
    script: "succeeded",
    client: { outcome: "failed", confidence: "proven", errorMessage: reason },
  });
});

test("2. a failure ends the wait with the device's reason", async () => {
  const situation = () => createWorld({ behavior: restFails(3_000) });

  const outcome = await runClient(situation(), (sbc) => sbc.activate());
  expect({
    script: await runNaive("waitsForSuccessOnly", situation(), "activate"),
    client: outcome,
  }).toMatchObject({
    script: "gave up",
    client: { outcome: "failed", errorMessage: reason },
  });
  expect(outcome.elapsedMs).toBeLessThan(5_000);
});

test("3. a request in progress is neither failed nor finished", async () => {
  function situation(): World {
    const world = createWorld({
      durations: { verify: 5_000, save: 5_000, activate: 5_000 },
      assumptions: { secondRequest: "refused" },
    });
    world.device.edit();
    return world;
  }

  async function withVersions(world: World, claim: string) {
    await world.clock.sleep(minute);
    return { claim, versions: world.device.configurationVersions() };
  }

  const [first, second, third] = [situation(), situation(), situation()];
  await using sbc = await third.connect();
  expect({
    pollsOnce: await withVersions(first, await runNaive("pollsOnce", first, "save")),
    neverPolls: await withVersions(second, await runNaive("neverPolls", second, "activate")),
    client: await withVersions(third, (await sbc.commit()).outcome),
  }).toEqual({
    pollsOnce: { claim: "failed", versions: { currentVersion: 2, runningVersion: 1 } },
    neverPolls: { claim: "succeeded", versions: { currentVersion: 1, runningVersion: 1 } },
    client: { claim: "succeeded", versions: { currentVersion: 2, runningVersion: 2 } },
  });
});

test("4. a request may take longer than a fixed timeout", async () => {
  const situation = () => createWorld({ durations: { activate: 4 * minute } });

  expect({
    script: await runNaive("guessesTimeout", situation(), "activate"),
    client: await runClient(situation(), (sbc) => sbc.activate()),
  }).toMatchObject({
    script: "failed",
    client: { outcome: "succeeded", confidence: "proven" },
  });
});

test("5. the token is renewed before it expires, and the lock is held", async () => {
  const situation = () => createWorld({ durations: { activate: 25 * minute } });

  const isFreeLater = async ({ clock, lockIsFree }: World) => {
    await clock.sleep(15 * minute);
    return lockIsFree();
  };
  const [first, second] = [situation(), situation()];
  const waitLong = async (sbc: Sbc) => {
    const lock = await sbc.lock();
    const activation = await sbc.activate();
    await activation.wait({ timeoutMs: 60 * minute });
    await lock.release();
    return activation.outcome;
  };
  await using sbc = await second.connect();
  const [script, freeUnderScript] = await Promise.all([unlockErrorOf(first), isFreeLater(first)]);
  const [outcome, freeUnderClient] = await Promise.all([waitLong(sbc), isFreeLater(second)]);
  expect({ script, freeUnderScript, outcome, freeUnderClient }).toMatchObject({
    script: "User does not have the lock.",
    freeUnderScript: true,
    outcome: { outcome: "succeeded", confidence: "proven" },
    freeUnderClient: false,
  });
  await sbc.close();
  expect(second.lockIsFree()).toBe(true);
});

test("6. the request of another administrator is not reported as success", async () => {
  function situation(): World {
    const assumptions = { secondRequest: "replaces" } as const;
    const world = createWorld({ assumptions, behavior: restFails(minute) });
    world.clock.sleep(20_000).then(() => world.device.issue("save", { by: "ACLI" }));
    return world;
  }

  expect({
    script: await runNaive("takesAnyEnd", situation(), "activate"),
    client: await runClient(situation(), (sbc) => sbc.activate()),
  }).toMatchObject({
    script: "succeeded",
    client: { outcome: "superseded", by: { operation: "save" }, versionEvidence: "inconclusive" },
  });
});
