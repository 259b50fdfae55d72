import { expect, test } from "vitest";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";

async function cut(takesMs: number, response?: { readonly fails: "timeout" }) {
  const first = await virtualSbc();
  const { device, clock } = first;
  device.versions = { currentVersion: 6, runningVersion: 5 };
  device.operationState = { operation: "save", status: "success" };
  executeRequests(device, clock, { takesMs });
  await first.sbc.lock();
  if (response) device.next.activateOrBackUp = [response];
  const saved = JSON.parse(JSON.stringify(await first.sbc.activate()));
  await first.sbc.close();
  const { sbc } = await virtualSbc({ transport: device, clock, statusLagMs: 3_000 });
  return { sbc, saved, device, clock };
}

test("denies a submission without a response that never shows, and releases the lock", async () => {
  const { sbc, saved, device } = await cut(1_000, { fails: "timeout" });
  expect(await sbc.settle(saved)).toMatchObject({
    outcome: "submission-unknown",
    versionEvidence: "denies",
  });
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("does not deny an activate that another request replaced in the status", async () => {
  const { sbc, saved, device, clock } = await cut(60_000);
  device.operationState = { operation: "verify", status: "success" };
  expect(await sbc.settle(saved)).toMatchObject({
    outcome: "superseded",
    versionEvidence: "inconclusive",
  });
  await clock.sleep(60_000);
  expect(device.versions.runningVersion).toBe(6);
});

test("documents an activate whose version runs", async () => {
  const { sbc, saved } = await cut(1_000);
  expect(await sbc.settle(saved, { waitForIdleMs: 10_000 })).toMatchObject({
    outcome: "succeeded",
    confidence: "documented",
  });
});

test("is busy while a request is in progress", async () => {
  const { sbc, saved, device } = await cut(60_000);
  await expect(sbc.settle(saved)).rejects.toMatchObject({ code: "busy" });
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("a resumed wait polls at once, however long ago the submission was", async () => {
  const { sbc, saved, clock } = await cut(1_000);
  await clock.sleep(24 * 3_600_000);
  const since = clock.now();
  expect(await sbc.attach(saved).wait()).toMatchObject({ outcome: "succeeded" });
  expect(clock.now()).toBe(since);
});

test("a resumed verify is probable, since another user may have submitted it", async () => {
  const first = await virtualSbc();
  const { device, clock } = first;
  executeRequests(device, clock, { takesMs: 1_000 });
  await first.sbc.lock();
  const saved = JSON.parse(JSON.stringify(await first.sbc.verify()));
  await first.sbc.close();
  await clock.sleep(2_000);
  const { sbc } = await virtualSbc({ transport: device, clock });
  expect(await sbc.attach(saved).wait()).toMatchObject({
    outcome: "succeeded",
    confidence: "probable",
  });
});
