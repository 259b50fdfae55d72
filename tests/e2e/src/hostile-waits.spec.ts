import { readInputs } from "@asyncstatus/model/hostile";
import type { FaultRule } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { createFaultyWorld } from "./world.ts";

const inputs = readInputs();
const unreadable = inputs.filter(({ wantLeniently }) => "code" in wantLeniently);
const misleading = inputs.filter(({ wantLeniently }) => "value" in wantLeniently);

/** Saves on a device whose next responses to polls have the given body. */
async function save(body: Uint8Array, times: number) {
  const world = await createFaultyWorld({ durations: { save: 10_000 } });
  await using sbc = await world.connect();
  await using _lock = await sbc.lock();
  const operation = await sbc.save();
  const base64 = Buffer.from(body).toString("base64");
  const fault: FaultRule = { fault: "bytes", base64, on: "getAsyncStatus", times };
  world.device.injectFault(fault);
  return await operation.wait({ timeoutMs: 60_000 });
}

test("unreadable responses don't change a later proven success", async () => {
  for (const { name, body } of unreadable) {
    expect(await save(body, 3), name).toMatchObject({
      outcome: "succeeded",
      confidence: "proven",
    });
  }
});

test("a wait with only unreadable responses ends at its deadline", async () => {
  for (const { name, body } of unreadable) {
    expect(await save(body, 1_000), name).toMatchObject({
      outcome: "timed-out",
      elapsedMs: 60_000,
    });
  }
});

test("a readable response about another operation is never a failure", async () => {
  for (const { name, body } of misleading) {
    const { outcome } = await save(body, 1_000);
    expect(["superseded", "timed-out", "lost"], name).toContain(outcome);
  }
});
