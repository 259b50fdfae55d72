import { expect, test } from "vitest";
import { LockLostError } from "../errors/lock-errors.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";

test("`await using` releases the lock after an error", async () => {
  const { sbc, device } = await virtualSbc();
  const work = async () => {
    await using _lock = await sbc.lock();
    throw new Error("in the middle");
  };
  await expect(work()).rejects.toThrow("in the middle");
  expect(device.ids("lockConfiguration", "unlockConfiguration")).toEqual([
    "lockConfiguration",
    "unlockConfiguration",
  ]);
});

test("a second release has no effect", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  await lock.release();
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("concurrent releases share one request", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  await Promise.all([lock.release(), lock.release(), sbc.close()]);
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("releasing a former lock does not release the current one", async () => {
  const { sbc, device } = await virtualSbc();
  const former = await sbc.lock();
  await former.release();
  await sbc.lock();
  await former.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("closing releases the lock and closes the transport", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  await sbc.close();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
  expect(device.closed).toBe(true);
});

test("reports the lock of another user with the message of the device", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ status: 423, reason: "Resource locked by another user" }];
  await expect(sbc.lock()).rejects.toMatchObject({
    code: "locked",
    messages: [{ errorMessage: "Resource locked by another user" }],
  });
  await sbc.close();
  expect(device.ids("unlockConfiguration")).toEqual([]);
});

test.for([
  ["a reset", { fails: "reset" }, "reset"],
  ["a 503 of a proxy", { status: 503 }, "unavailable"],
  ["a page of a proxy", { status: 200, body: "<html/>" }, "unexpected-status"],
] as const)("releases a lock that may have been granted after %s", async ([, response, code]) => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [response];
  device.next.unlockConfiguration = [{ fails: "reset" }];
  await expect(sbc.lock()).rejects.toMatchObject({ code });
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("does not release the lock if the request for it was not sent", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ fails: "refused", notSent: true }];
  await expect(sbc.lock()).rejects.toMatchObject({ code: "refused" });
  expect(device.ids("unlockConfiguration")).toEqual([]);
});

test("reports the lock as lost if the device refuses the release", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 423, reason: "User does not have the lock." }];
  await expect(lock.release()).rejects.toMatchObject({ reason: "not-held" });
});

test("reports the lock as lost if its token expired", async () => {
  const { sbc, clock, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.requestToken = Array.from({ length: 99 }, () => ({ fails: "timeout" as const }));
  await clock.sleep(600_000);
  await expect(sbc.status()).rejects.toBeInstanceOf(LockLostError);
  await expect(lock.release()).rejects.toMatchObject({ reason: "token-expired" });
  expect(device.ids("unlockConfiguration")).toEqual([]);
});

test("retries for waitMs while another user holds the lock", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.next.lockConfiguration = Array.from({ length: 99 }, () => ({ status: 423 }));
  await expect(sbc.lock({ waitMs: 12_000, retryMs: 5_000 })).rejects.toMatchObject({
    code: "locked",
  });
  expect(clock.now()).toBe(12_000);
  expect(device.calls.filter(({ id }) => id === "lockConfiguration").map(({ at }) => at)).toEqual([
    0, 5_000, 10_000, 12_000,
  ]);
});

test("does not retry after another refusal", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ status: 403 }];
  await expect(sbc.lock({ waitMs: 12_000 })).rejects.toMatchObject({ code: "forbidden" });
  expect(device.ids("lockConfiguration")).toHaveLength(1);
});

test("retries a release without a response", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ fails: "reset" }, { status: 503 }];
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(3);
});

test("ends the retries of a release when the device reports that the lock is not held", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ fails: "reset" }, { status: 423 }];
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("fails if no attempt to release has a response", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = Array.from({ length: 9 }, () => ({
    fails: "timeout" as const,
  }));
  await expect(lock.release()).rejects.toMatchObject({ code: "timeout" });
  expect(device.ids("unlockConfiguration")).toHaveLength(3);
  expect(clock.now()).toBe(2_000);
});

test("does not retry a release that the device refuses", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 403 }];
  await expect(lock.release()).rejects.toMatchObject({ code: "forbidden" });
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("an abort cancels the request for the lock", async () => {
  const { sbc, device } = await virtualSbc();
  const signal = AbortSignal.abort();
  await expect(sbc.lock({ signal })).rejects.toThrow();
  expect(device.ids("lockConfiguration")).toEqual([]);
});

test("waitMs counts from the call", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(100_000);
  device.next.lockConfiguration = [{ status: 423 }];
  await sbc.lock({ waitMs: 12_000 });
  expect(clock.now()).toBe(105_000);
});

test("throws LockNotReleasedError if a lock that may have been granted cannot be released", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ fails: "timeout" }];
  device.next.unlockConfiguration = Array.from({ length: 3 }, () => ({ status: 503 }));
  await expect(sbc.lock()).rejects.toMatchObject({
    code: "lock-not-released",
    cause: { code: "timeout" },
    releaseError: { code: "unavailable" },
  });
});

test.for([
  [
    "reports a lock that a late request may still acquire",
    { fails: "timeout" },
    "lock-not-released",
  ],
  ["throws the original error if its request was processed", { status: 503 }, "unavailable"],
] as const)("%s", async ([, response, code]) => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [response];
  device.next.unlockConfiguration = [{ status: 423 }];
  await expect(sbc.lock()).rejects.toMatchObject({ code });
});

test("reports a lock that an unknown token may hold, after a renewal without a response", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.requestToken = [{ fails: "timeout" }];
  await clock.sleep(400_000);
  device.next.saveVerifyOrRestore = [{ status: 423 }];
  device.next.unlockConfiguration = [{ status: 423 }, { status: 423 }, { status: 423 }];
  await expect(sbc.verify()).rejects.toMatchObject({ code: "locked" });
  await expect(lock.release()).rejects.toMatchObject({
    reason: "renewal-unanswered",
    mayBeHeld: true,
  });
});

test("releases the lock with an earlier token if a renewal did not carry it over", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  await clock.sleep(400_000);
  device.next.unlockConfiguration = [{ status: 423 }];
  await lock.release();
  const unlocks = device.calls.filter(({ id }) => id === "unlockConfiguration");
  expect(unlocks.map(({ authorization }) => authorization)).toEqual([
    "Bearer token-2",
    "Bearer token-1",
  ]);
});

test("is shared by two holders of one session, and released with the last one", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  const result = await sbc.commit({ dryRun: true, timeoutMs: 30_000 });
  expect(result.outcome).toBe("stopped");
  expect(device.ids("lockConfiguration", "unlockConfiguration")).toEqual(["lockConfiguration"]);
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("closing releases a lock that is lost but that a token may still have", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toMatchObject({ code: "lock-lost" });
  await sbc.close();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("closing reports a lock that may still be held", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  device.next.unlockConfiguration = [{ status: 401 }];
  await expect(sbc.status()).rejects.toMatchObject({ code: "lock-lost" });
  await expect(sbc.close()).rejects.toMatchObject({ code: "lock-lost", mayBeHeld: true });
});
