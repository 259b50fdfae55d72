import { expect, test } from "vitest";
import { newLedger, onePlan, virtualFleet } from "../testing/virtual-fleet.ts";
import { Liveness } from "./liveness.ts";

test("a process that was stopped gives the others time for a heartbeat", async () => {
  const { clock } = await virtualFleet({});
  const ledger = newLedger([{ host: "a" }], onePlan(), { clock });
  const liveness = new Liveness(ledger, "own", clock);
  await ledger.beat("other");
  await liveness.observe();
  await clock.sleep(20_000);
  await liveness.observe();
  expect(liveness.isAlive("other")).toBe(true);
  for (let second = 0; second < 8; second += 1) {
    await clock.sleep(1_000);
    await liveness.observe();
  }
  expect(liveness.isAlive("other")).toBe(false);
});

test("a worker is no other worker of its own", async () => {
  const { clock } = await virtualFleet({});
  const ledger = newLedger([{ host: "a" }], onePlan(), { clock });
  const liveness = new Liveness(ledger, "own", clock);
  await liveness.observe();
  expect(liveness.isAlive("own")).toBe(false);
});
