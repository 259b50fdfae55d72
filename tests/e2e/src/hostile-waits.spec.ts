import { readInputs } from "@asyncstatus/model/hostile";
import type { FaultRule } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { createFaultyWorld } from "./faulty-world.ts";

const inputs = readInputs();
const unreadable = inputs.filter(({ want }) => "code" in want);
const misleading = inputs.filter(({ want }) => "value" in want);

/** How a save ends whose looks, from the one after the submission on, get this. */
async function save(body: Uint8Array, times: number) {
  const world = await createFaultyWorld();
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  const operation = await sbc.save();
  const base64 = Buffer.from(body).toString("base64");
  const fault: FaultRule = { fault: "bytes", base64, on: "getAsyncStatus", times };
  world.device.injectFault(fault);
  return await operation.wait({ timeoutMs: 60_000 });
}

test("looks that cannot be read say nothing: the success that comes after them is proven", async () => {
  for (const { name, body } of unreadable) {
    expect(await save(body, 3), name).toMatchObject({
      outcome: "succeeded",
      confidence: "proven",
    });
  }
});

test("where no look can be read, the wait ends at its deadline and can be taken up again", async () => {
  for (const { name, body } of unreadable) {
    expect(await save(body, 1_000), name).toMatchObject({
      outcome: "timed-out",
      elapsedMs: 60_000,
    });
  }
});

test("what can be read and is not about a save is never the failure of one", async () => {
  for (const { name, body } of misleading) {
    const { outcome } = await save(body, 1_000);
    expect(["superseded", "timed-out", "lost"], name).toContain(outcome);
  }
});
