import { expect, test } from "vitest";
import { LockLostError } from "../errors/lock-errors.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";

test("`await using` releases the lock, errors included", async () => {
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

test("a second release does nothing more", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  await lock.release();
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("closing releases the lock and then the connection", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  await sbc.close();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
  expect(device.closed).toBe(true);
});

test("somebody else's lock is told in the device's words", async () => {
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
  ["a 503 of something in between", { status: 503 }, "unavailable"],
  ["a page of something in between", { status: 200, body: "<html/>" }, "unexpected-status"],
] as const)("a lock that was perhaps taken is given back after %s", async ([, answer, code]) => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [answer];
  device.next.unlockConfiguration = [{ fails: "reset" }];
  await expect(sbc.lock()).rejects.toMatchObject({ code });
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("where the request for the lock was never sent, nothing is given back", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ fails: "refused", notSent: true }];
  await expect(sbc.lock()).rejects.toMatchObject({ code: "refused" });
  expect(device.ids("unlockConfiguration")).toEqual([]);
});

test("a lock that the device says is not ours any more is lost", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 423, reason: "User does not have the lock." }];
  await expect(lock.release()).rejects.toMatchObject({ reason: "not-held" });
});

test("a lock whose token has ended is lost", async () => {
  const { sbc, clock, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.requestToken = Array.from({ length: 99 }, () => ({ fails: "timeout" as const }));
  await clock.sleep(600_000);
  await expect(sbc.status()).rejects.toBeInstanceOf(LockLostError);
  await expect(lock.release()).rejects.toMatchObject({ reason: "token-expired" });
  expect(device.ids("unlockConfiguration")).toEqual([]);
});

test("somebody else's lock is tried again for as long as one asks for", async () => {
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

test("only somebody else's lock is tried again, no other refusal", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ status: 403 }];
  await expect(sbc.lock({ waitMs: 12_000 })).rejects.toMatchObject({ code: "forbidden" });
  expect(device.ids("lockConfiguration")).toHaveLength(1);
});

test("a release whose answer fails to come is tried again: a lock left behind blocks everybody", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ fails: "reset" }, { status: 503 }];
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(3);
});

test("a release whose answer was lost is over when the device says that the lock is not ours", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ fails: "reset" }, { status: 423 }];
  await lock.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("a release that the device never answers is told: the lock may be left behind", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = Array.from({ length: 9 }, () => ({
    fails: "timeout" as const,
  }));
  await expect(lock.release()).rejects.toMatchObject({ code: "timeout" });
  expect(device.ids("unlockConfiguration")).toHaveLength(3);
  expect(clock.now()).toBe(2_000);
});

test("a release that the device refuses for another reason is not tried again", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 403 }];
  await expect(lock.release()).rejects.toMatchObject({ code: "forbidden" });
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("an abort cuts the request for the lock", async () => {
  const { sbc, device } = await virtualSbc();
  const signal = AbortSignal.abort();
  await expect(sbc.lock({ signal })).rejects.toThrow();
  expect(device.ids("lockConfiguration")).toEqual([]);
});

test("the time to wait for the lock counts from the call on", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(100_000);
  device.next.lockConfiguration = [{ status: 423 }];
  await sbc.lock({ waitMs: 12_000 });
  expect(clock.now()).toBe(105_000);
});

test("a lock that may have been given, and that no try releases, is told to be left behind", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ fails: "timeout" }];
  device.next.unlockConfiguration = Array.from({ length: 3 }, () => ({ status: 503 }));
  await expect(sbc.lock()).rejects.toMatchObject({
    code: "lock-not-released",
    cause: { code: "timeout" },
    releaseError: { code: "unavailable" },
  });
});

test("a lock that was not given, as the device says, is not left behind", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ fails: "timeout" }];
  device.next.unlockConfiguration = [{ status: 423 }];
  await expect(sbc.lock()).rejects.toMatchObject({ code: "timeout" });
});
