import { expect, test } from "vitest";
import { executeRequests, virtualSbc, type Work } from "../testing/virtual-sbc.ts";
import type { CommitOptions } from "./commit-options.ts";

async function committed(work: Work, options: CommitOptions = {}) {
  const virtual = await virtualSbc();
  const { sbc, device, clock } = virtual;
  device.operationState = { operation: "activate", status: "success" };
  executeRequests(device, clock, work);
  return { ...virtual, result: await sbc.commit(options) };
}

test("locks, verifies, saves, activates and unlocks, and waits for each step", async () => {
  const { result, device } = await committed({ takesMs: 3_000 });
  expect(result).toMatchObject({
    outcome: "succeeded",
    versions: { currentVersion: 6, runningVersion: 6 },
  });
  expect(
    result.steps.map((step) => [
      step.operation,
      step.outcome,
      "confidence" in step && step.confidence,
    ]),
  ).toEqual([
    ["verify", "succeeded", "proven"],
    ["save", "succeeded", "proven"],
    ["activate", "succeeded", "proven"],
  ]);
  const changes = device.calls.filter(({ id }) => /lock|save|activate/i.test(id));
  expect(changes.map(({ id, query }) => query.action ?? id)).toEqual([
    "lockConfiguration",
    "verify",
    "save",
    "activate",
    "unlockConfiguration",
  ]);
});

test("proves each step, even if it ends between two polls", async () => {
  const { result } = await committed({ takesMs: 0 });
  expect(result.steps.map((step) => "confidence" in step && step.confidence)).toEqual([
    "proven",
    "proven",
    "proven",
  ]);
});

test("stops at the first failure, with the error message of the device, and unlocks", async () => {
  const { result, device } = await committed({ takesMs: 1_000, fail: { verify: "Two errors." } });
  const failure = { operation: "verify", outcome: "failed", errorMessage: "Two errors." };
  expect(result).toMatchObject({ outcome: "failed", last: failure, steps: [failure] });
  expect(result.savedNotRunning).toBeUndefined();
  expect(device.ids().at(-1)).toBe("unlockConfiguration");
});

test("describes the saved version that is not running after a failed activate", async () => {
  const { result } = await committed({ takesMs: 1_000, fail: { activate: "No such realm." } });
  expect(result.steps.at(-1)).toMatchObject({ operation: "activate", outcome: "failed" });
  expect(result.savedNotRunning).toBe(
    "Version 6 is saved, but version 5 is running. The next activate, and possibly a restart, activates " +
      "version 6. To undo this, restore from the running configuration, then save.",
  );
});

test("stops a dry run after the verify", async () => {
  const { result, device } = await committed({ takesMs: 1_000 }, { dryRun: true });
  expect(result).toMatchObject({
    outcome: "succeeded",
    dryRun: true,
    versions: { currentVersion: 5, runningVersion: 5 },
  });
  expect(device.ids("saveVerifyOrRestore", "activateOrBackUp")).toHaveLength(1);
});

test("applies the deadline to the whole commit", async () => {
  const { result } = await committed({ takesMs: 40_000 }, { timeoutMs: 60_000 });
  expect(result.steps.map(({ operation, outcome }) => [operation, outcome])).toEqual([
    ["verify", "succeeded"],
    ["save", "timed-out"],
  ]);
});

test("reports the events and the operation of each step", async () => {
  const told: string[] = [];
  await committed(
    { takesMs: 1_000 },
    {
      onEvent: (step, { type }) => type === "ended" && told.push(`${step} ended`),
      onOperation: ({ operation }) => told.push(`${operation} taken`),
    },
  );
  expect(told).toEqual([
    "verify taken",
    "verify ended",
    "save taken",
    "save ended",
    "activate taken",
    "activate ended",
  ]);
});

test("stops after the current step on abort, and unlocks", async () => {
  const abort = new AbortController();
  const onOperation = () => abort.abort();
  const { result, device } = await committed(
    { takesMs: 1_000 },
    { signal: abort.signal, onOperation },
  );
  expect(result.steps.map(({ outcome }) => outcome)).toEqual(["aborted"]);
  expect(device.ids().at(-1)).toBe("unlockConfiguration");
});

test("waits for the lock of another user with waitForLockMs", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "activate", status: "success" };
  executeRequests(device, clock, { takesMs: 1_000 });
  device.next.lockConfiguration = Array.from({ length: 4 }, () => ({ status: 423 }));
  expect((await sbc.commit({ waitForLockMs: 60_000 })).outcome).toBe("succeeded");
  expect(device.ids("lockConfiguration")).toHaveLength(5);
});

test("returns the outcome even if the versions can't be read at the end", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "activate", status: "success" };
  executeRequests(device, clock, { takesMs: 1_000, fail: { verify: "Two errors." } });
  const result = sbc.commit({
    onEvent: (_, { type }) => {
      if (type === "ended") device.next.getConfigurationVersions = [{ fails: "reset" }];
    },
  });
  expect(await result).toMatchObject({ outcome: "failed" });
  expect((await result).versions).toBeUndefined();
});

test("keeps the outcomes of the steps before one that can't be submitted", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "activate", status: "success" };
  executeRequests(device, clock, { takesMs: 1_000 });
  device.next.activateOrBackUp = [{ status: 403, reason: "Not any more." }];
  const result = await sbc.commit();
  expect(result).toMatchObject({
    outcome: "stopped",
    stopReason: "error",
    error: { code: "forbidden" },
  });
  expect(result.steps.map(({ operation, outcome }) => [operation, outcome])).toEqual([
    ["verify", "succeeded"],
    ["save", "succeeded"],
  ]);
  expect(result.savedNotRunning).toMatch(/^Version 6 is saved/);
});

test("throws if the first step can't be submitted, and releases the lock", async () => {
  const { sbc, device } = await virtualSbc();
  device.operationState = { operation: "save", status: "inProgress" };
  await expect(sbc.commit()).rejects.toMatchObject({ code: "busy" });
  expect(device.ids().at(-1)).toBe("unlockConfiguration");
});

test("keeps the outcomes of the steps before an abort", async () => {
  const { sbc, device, clock } = await virtualSbc();
  executeRequests(device, clock, { takesMs: 1_000 });
  const abort = new AbortController();
  const result = await sbc.commit({
    signal: abort.signal,
    onEvent: (step, { type }) => step === "verify" && type === "ended" && abort.abort(),
  });
  expect(result).toMatchObject({
    outcome: "stopped",
    stopReason: "error",
    error: { code: "aborted" },
  });
  expect(result.steps).toMatchObject([{ operation: "verify", outcome: "succeeded" }]);
  expect(device.ids().at(-1)).toBe("unlockConfiguration");
});

test("reports a lock that can't be released with the outcome", async () => {
  const { sbc, device, clock } = await virtualSbc();
  executeRequests(device, clock, { takesMs: 1_000 });
  device.next.unlockConfiguration = Array.from({ length: 9 }, () => ({
    fails: "timeout" as const,
  }));
  expect(await sbc.commit()).toMatchObject({
    outcome: "succeeded",
    lockError: { code: "timeout" },
  });
});

test("ends the wait for the lock on abort", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.next.lockConfiguration = Array.from({ length: 99 }, () => ({ status: 423 }));
  const abort = new AbortController();
  const committing = sbc.commit({ signal: abort.signal, waitForLockMs: 60_000 });
  clock.sleep(12_000).then(() => abort.abort(new Error("enough")));
  await expect(committing).rejects.toThrow("enough");
  expect(device.ids("lockConfiguration")).toHaveLength(3);
});

test("waits for another request with waitForIdleMs, until an abort", async () => {
  const { sbc, device, clock } = await virtualSbc();
  executeRequests(device, clock, { takesMs: 1_000 });
  device.operationState = { operation: "backup", status: "inProgress" };
  const abort = new AbortController();
  const committing = sbc.commit({ waitForIdleMs: 60_000, signal: abort.signal });
  clock.sleep(10_000).then(() => abort.abort(new Error("enough")));
  await expect(committing).rejects.toThrow("enough");
  expect(clock.now()).toBe(10_000);
  clock.sleep(10_000).then(() => {
    device.operationState = { operation: "backup", status: "success" };
  });
  expect((await sbc.commit({ waitForIdleMs: 60_000 })).outcome).toBe("succeeded");
});

test("reports both a failed first step and a lock that can't be released", async () => {
  const { sbc, device } = await virtualSbc();
  device.operationState = { operation: "save", status: "inProgress" };
  device.next.unlockConfiguration = Array.from({ length: 3 }, () => ({ fails: "reset" as const }));
  await expect(sbc.commit()).rejects.toMatchObject({
    code: "lock-not-released",
    message: expect.stringMatching(
      /busy.*could not be released, and may be held until its token expires/,
    ),
    cause: { code: "busy" },
    releaseError: { code: "reset" },
  });
});

test("reports only the failed first step if the lock is lost", async () => {
  const { sbc, device } = await virtualSbc();
  device.operationState = { operation: "save", status: "inProgress" };
  device.next.unlockConfiguration = [{ status: 423 }];
  await expect(sbc.commit()).rejects.toMatchObject({ code: "busy" });
});

test("reports a first step whose wait failed as unfollowed", async () => {
  const { sbc, device, clock } = await virtualSbc();
  executeRequests(device, clock, { takesMs: 1_000 });
  const operations: string[] = [];
  const result = await sbc.commit({
    onOperation: ({ operation }) => {
      operations.push(operation);
      device.next.getAsyncStatus = [{ status: 403 }];
    },
  });
  expect(result).toMatchObject({
    outcome: "lost",
    steps: [],
    unfollowed: "verify",
    error: { code: "forbidden" },
  });
  expect(operations).toEqual(["verify"]);
  expect(device.ids().at(-1)).toBe("unlockConfiguration");
});

test("reports a later step whose wait failed as unfollowed", async () => {
  const { sbc, device, clock } = await virtualSbc();
  executeRequests(device, clock, { takesMs: 1_000 });
  const result = await sbc.commit({
    onOperation: ({ operation }) => {
      if (operation === "save") device.next.getAsyncStatus = [{ status: 403 }];
    },
  });
  expect(result.steps.map(({ operation }) => operation)).toEqual(["verify"]);
  expect(result).toMatchObject({
    outcome: "lost",
    unfollowed: "save",
    error: { code: "forbidden" },
  });
  expect(result).not.toHaveProperty("last");

  const other = await virtualSbc();
  executeRequests(other.device, other.clock, { takesMs: 1_000 });
  const refused = await other.sbc.commit({
    onOperation: () => {
      other.device.next.saveVerifyOrRestore = [{ status: 403 }];
    },
  });
  expect(refused).toMatchObject({
    outcome: "stopped",
    stopReason: "error",
    error: { code: "forbidden" },
  });
  expect(refused.unfollowed).toBeUndefined();
});
