import { expect, test } from "vitest";
import { LockLostError } from "../errors/lock-errors.ts";
import { TransportError } from "../errors/transport-error.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";
import { virtualSession } from "../testing/virtual-session.ts";
import type { LockEvent } from "./configuration-lock.ts";

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
  expect(result.outcome).toBe("timed-out");
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

/** The tokens of the unlocks that a device received. */
const unlockTokens = (device: { calls: readonly { id: string; authorization: string }[] }) =>
  device.calls
    .filter(({ id }) => id === "unlockConfiguration")
    .map(({ authorization }) => authorization.replace("Bearer ", ""));

test("reports each refusal with the time until the next attempt, and the lock", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = Array.from({ length: 3 }, () => ({ status: 423 }));
  const events: LockEvent[] = [];
  await sbc.lock({ waitMs: 12_000, retryMs: 5_000, onEvent: (event) => events.push(event) });
  expect(events).toMatchObject([
    { type: "lock-refused", retryInMs: 5_000, error: { code: "locked" } },
    { type: "lock-refused", retryInMs: 5_000 },
    { type: "lock-refused", retryInMs: 2_000 },
    { type: "lock-held" },
  ]);
});

test("refuses a negative retryMs by its name", async () => {
  const { sbc } = await virtualSbc();
  await expect(sbc.lock({ retryMs: -1 })).rejects.toMatchObject({ option: "retryMs" });
});

test("two callers at once share one request for the lock", async () => {
  const { sbc, device } = await virtualSbc();
  const [first, second] = await Promise.all([sbc.lock(), sbc.lock()]);
  expect(device.ids("lockConfiguration")).toHaveLength(1);
  await first.release();
  await first.release();
  expect(device.ids("unlockConfiguration")).toEqual([]);
  await second.release();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
  await sbc.lock();
  expect(device.ids("lockConfiguration")).toHaveLength(2);
});

test("a caller may stop waiting for the lock that another one requests", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = Array.from({ length: 2 }, () => ({ status: 423 }));
  const abort = new AbortController();
  const first = sbc.lock({ waitMs: 60_000 });
  const second = sbc.lock({ signal: abort.signal });
  abort.abort(new Error("no longer needed"));
  await expect(second).rejects.toThrow("no longer needed");
  await (await first).release();
});

test("tries itself after another caller did not get the lock", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ status: 423 }];
  const [first, second] = await Promise.allSettled([sbc.lock(), sbc.lock()]);
  expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
});

test("each holder that releases a lost lock gets the reason", async () => {
  const { sbc, device } = await virtualSbc();
  const [first, second] = await Promise.all([sbc.lock(), sbc.lock()]);
  device.next.saveVerifyOrRestore = [{ status: 423 }];
  device.next.unlockConfiguration = [{ status: 423 }];
  await expect(sbc.verify()).rejects.toMatchObject({ code: "locked" });
  await expect(first.release()).rejects.toMatchObject({ reason: "not-held" });
  await expect(second.release()).rejects.toMatchObject({ reason: "not-held" });
});

test("leaves a lost lock that the device may still hold to the last holder", async () => {
  const { sbc, device } = await virtualSbc();
  const [first, second] = await Promise.all([sbc.lock(), sbc.lock()]);
  device.next.saveVerifyOrRestore = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.verify()).rejects.toMatchObject({ code: "lock-lost" });
  await expect(first.release()).rejects.toMatchObject({ reason: "token-refused" });
  expect(unlockTokens(device)).toEqual([]);
  await second.release();
  expect(unlockTokens(device)).toEqual(["token-1"]);
});

test("renews a token that the device refuses at the release, and releases again", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 401 }];
  await lock.release();
  expect(unlockTokens(device)).toEqual(["token-1", "token-2"]);
});

test("does not take a 423 for a release after its token was refused", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 401 }, { status: 423 }, { status: 401 }];
  await expect(lock.release()).rejects.toMatchObject({ reason: "token-refused", mayBeHeld: true });
});

test("gives up a release whose token is refused twice", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  device.next.unlockConfiguration = [{ status: 401 }, { status: 401 }];
  await expect(lock.release()).rejects.toMatchObject({ code: "unauthorized" });
  expect(unlockTokens(device)).toEqual(["token-1", "token-2"]);
});

test.for([
  { at: "before", ms: 629_000, tokens: ["token-2", "token-1"] },
  { at: "after", ms: 631_000, tokens: ["token-2"] },
])("$at its expiry with a margin, an earlier token is tried at the release", async (expected) => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  await clock.sleep(expected.ms);
  device.next.unlockConfiguration = [{ status: 423 }, { status: 423 }];
  await expect(lock.release()).rejects.toBeInstanceOf(LockLostError);
  expect(unlockTokens(device)).toEqual(expected.tokens);
});

test("tries no further token after a release without a response", async () => {
  const { sbc, device, clock } = await virtualSbc({ tokenLifetimeMs: 60_000 });
  const lock = await sbc.lock();
  await clock.sleep(73_000);
  device.next.unlockConfiguration = [{ status: 423 }, { fails: "reset" }];
  await expect(lock.release()).rejects.toBeInstanceOf(LockLostError);
  expect(unlockTokens(device)).toEqual(["token-3", "token-2"]);
});

test("releases a lock that its request left with a token that was replaced since", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ status: 503 }];
  device.next.unlockConfiguration = [{ status: 401 }, { status: 423 }];
  await expect(sbc.lock()).rejects.toMatchObject({ code: "unavailable" });
  expect(unlockTokens(device)).toEqual(["token-1", "token-2", "token-1"]);
});

test("reports a lock that a token that was replaced since may have", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.lockConfiguration = [{ status: 503 }];
  device.next.unlockConfiguration = [{ status: 401 }, { status: 423 }, { status: 423 }];
  await expect(sbc.lock()).rejects.toMatchObject({ code: "lock-not-released" });
});

test("after an abort, the release of a lock that may be granted takes two seconds at most", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const abort = new AbortController();
  const request = device.request.bind(device);
  device.request = async (sent) => {
    const isLock = sent.url.pathname.endsWith("/lock");
    if (!isLock && !sent.url.pathname.endsWith("/unlock")) return request(sent);
    if (isLock) clock.after(100, () => abort.abort(new Error("enough")));
    await clock.sleep(3_600_000, sent.signal).catch(() => undefined);
    const { method, url, signal } = sent;
    const cause = signal?.reason;
    throw new TransportError({ code: "aborted", method, url, notSent: false, cause });
  };
  const locking = sbc.lock({ signal: abort.signal });
  const message = "The release of the lock did not finish within 2 s.";
  await expect(locking).rejects.toMatchObject({
    code: "lock-not-released",
    releaseError: { code: "aborted", cause: { message } },
  });
  expect(clock.now()).toBe(2_100);
});

test("closing after a release sends no second one", async () => {
  const { sbc, device } = await virtualSbc();
  const lock = await sbc.lock();
  await lock.release();
  await sbc.close();
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("closing ignores a lost lock that is certainly free", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.saveVerifyOrRestore = [{ status: 423 }];
  device.next.unlockConfiguration = [{ status: 423 }];
  await expect(sbc.verify()).rejects.toMatchObject({ code: "locked" });
  await sbc.close();
  expect(device.closed).toBe(true);
});

test("keeps the token after a release, unless a submission may still arrive with it", async () => {
  const { sbc, device } = await virtualSbc();
  await (await sbc.lock()).release();
  await sbc.status();
  expect(device.ids("requestToken")).toHaveLength(1);
  const lock = await sbc.lock();
  device.next.activateOrBackUp = [{ fails: "reset" }];
  await sbc.activate();
  await lock.release();
  await sbc.status();
  expect(device.ids("requestToken")).toHaveLength(2);
  await (await sbc.lock()).release();
  await sbc.status();
  expect(device.ids("requestToken")).toHaveLength(2);
});

test("a request that needs the lock proves it for the lifetime of its token", async () => {
  const { session, clock } = virtualSession();
  await session.acquireLock();
  const tenure = session.lockTenure;
  await clock.sleep(400_000);
  await session.call("getAsyncStatus");
  expect(tenure?.until(700_000)).toBe("presumed");
  await session.call("saveVerifyOrRestore", { query: { action: "verify" } });
  expect(tenure?.until(700_000)).toBe("held");
});

test("a 423 to a request that needs the lock ends it since the last one that was accepted", async () => {
  const { session, device, clock } = virtualSession();
  await session.acquireLock();
  const tenure = session.lockTenure;
  await clock.sleep(1_000);
  device.next.saveVerifyOrRestore = [{ status: 423 }];
  await expect(session.call("saveVerifyOrRestore")).rejects.toMatchObject({ code: "locked" });
  expect(session.lockTenure).toBeUndefined();
  expect([0, 500].map((time) => tenure?.until(time))).toEqual(["held", "lost"]);
  await session.acquireLock();
  expect(device.ids("requestToken")).toHaveLength(1);
  expect(session.lockTenure).not.toBe(tenure);
});

test.for([
  ["saveVerifyOrRestore", 400],
  ["getAsyncStatus", 423],
] as const)("%s answered with %i leaves the lock as it is", async ([id, status]) => {
  const { session, device } = virtualSession();
  await session.acquireLock();
  const tenure = session.lockTenure;
  device.next[id] = [{ status }];
  await expect(session.call(id)).rejects.toMatchObject({ status });
  expect(session.lockTenure).toBe(tenure);
});

test.for([
  { slept: 598_999, until: "held" },
  { slept: 599_000, until: "lost" },
])("after a sleep of $slept ms, the lock counts as $until", async ({ slept, until }) => {
  const { session, clock } = virtualSession();
  const date = clock.date.bind(clock);
  await session.acquireLock();
  const tenure = session.lockTenure;
  await clock.sleep(1_000);
  clock.date = () => new Date(date().getTime() + slept);
  await session.call("getAsyncStatus");
  expect(tenure?.until(500)).toBe(until);
});

test("a lock after a sleep has a new token, and counts as held", async () => {
  const { session, device, clock } = virtualSession();
  const date = clock.date.bind(clock);
  await session.acquireLock();
  clock.date = () => new Date(date().getTime() + 600_000);
  await session.releaseLock();
  await session.acquireLock();
  const tenure = session.lockTenure;
  await session.call("getAsyncStatus");
  expect(device.ids("requestToken")).toHaveLength(2);
  expect(tenure?.until(clock.now())).toBe("held");
});

test("tries all earlier tokens at the release, the latest first", async () => {
  const { sbc, device, clock } = await virtualSbc({ tokenLifetimeMs: 60_000 });
  const lock = await sbc.lock();
  await clock.sleep(73_000);
  device.next.unlockConfiguration = [{ status: 423 }, { status: 423 }];
  await lock.release();
  expect(unlockTokens(device)).toEqual(["token-3", "token-2", "token-1"]);
});

test("an abort ends a release with an earlier token", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  await clock.sleep(400_000);
  device.next.unlockConfiguration = [{ status: 423 }];
  const abort = new AbortController();
  const request = device.request.bind(device);
  device.request = async (sent) => {
    const isEarlier = sent.headers.authorization === "Bearer token-1";
    if (isEarlier) await clock.sleep(30_000, sent.signal).catch(() => undefined);
    return request(sent);
  };
  clock.after(1_000, () => abort.abort());
  await expect(lock.release({ signal: abort.signal })).rejects.toBeInstanceOf(LockLostError);
  expect(clock.now()).toBe(401_000);
});

test("the lock belongs to the token of its request, even if a new one came before the response", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const request = device.request.bind(device);
  device.request = async (sent) => {
    if (sent.url.pathname.endsWith("/lock")) await clock.sleep(1_000);
    return request(sent);
  };
  const locking = sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  await sbc.status();
  const lock = await locking;
  expect(device.ids("requestToken")).toHaveLength(2);
  await lock.release();
  expect(unlockTokens(device)).toEqual(["token-1"]);
});

test("a 423 to a request with an earlier token leaves the lock as it is", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await sbc.lock();
  const request = device.request.bind(device);
  device.request = async (sent) => {
    if (sent.method === "PUT" && sent.url.pathname.endsWith("/management"))
      await clock.sleep(1_000);
    return request(sent);
  };
  device.next.saveVerifyOrRestore = [{ status: 423 }];
  const verifying = sbc.verify();
  clock.after(500, () => {
    device.next.getAsyncStatus = [{ status: 401 }];
    sbc.status();
  });
  await expect(verifying).rejects.toMatchObject({ code: "locked" });
  await sbc.lock();
  expect(device.ids("lockConfiguration")).toHaveLength(1);
});

test("releasing a lock that was released by other means leaves the next one held", async () => {
  const { session, device } = virtualSession();
  const lock = await session.acquireLock();
  await session.releaseLock();
  await lock.release();
  const another = await session.acquireLock();
  const tenure = session.lockTenure;
  await session.releaseLock();
  await session.acquireLock();
  await another.release();
  expect(session.lockTenure).toBeDefined();
  expect(session.lockTenure).not.toBe(tenure);
  expect(device.ids("unlockConfiguration")).toHaveLength(2);
});

test("the lock counts as lost once its token expired, even if the wall clock was set back", async () => {
  const { session, device, clock } = virtualSession();
  const date = clock.date();
  await session.acquireLock();
  const tenure = session.lockTenure;
  device.next.requestToken = Array.from({ length: 99 }, () => ({
    fails: "refused",
    notSent: true,
  }));
  clock.date = () => date;
  await clock.sleep(600_000);
  await expect(session.call("getAsyncStatus")).rejects.toMatchObject({ reason: "token-expired" });
  expect([600_000, 600_001].map((time) => tenure?.until(time))).toEqual(["held", "lost"]);
});
