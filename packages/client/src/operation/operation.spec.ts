import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { BusyError } from "../errors/busy-error.ts";
import { virtualSbc, works } from "../testing/virtual-sbc.ts";
import type { Operation } from "./operation.ts";
import type { WaitEvent } from "./wait-event.ts";

async function locked(takesMs: number, fail?: string) {
  const virtual = await virtualSbc();
  const { device, clock, sbc } = virtual;
  device.versions = { currentVersion: 6, runningVersion: 5 };
  device.operationState = { operation: "save", status: "success" };
  works(device, clock, { takesMs, ...(fail !== undefined && { fail: { activate: fail } }) });
  await sbc.lock();
  return virtual;
}

async function collect(events: AsyncIterable<WaitEvent>): Promise<WaitEvent[]> {
  const all: WaitEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("an activation that took effect is proven to have", async () => {
  const { sbc } = await locked(3_000);
  const activation = await sbc.activate();
  const outcome = await activation.wait();
  expect(outcome).toMatchObject({
    outcome: "succeeded",
    operation: "activate",
    confidence: "proven",
  });
  expect(outcome.elapsedMs).toBeGreaterThanOrEqual(3_000);
  expect(outcome.elapsedMs).toBeLessThan(4_000);
});

test("an activation that failed is told with the device's reason, at once", async () => {
  const { sbc } = await locked(3_000, "No such realm.");
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "failed", errorMessage: "No such realm." });
  expect(outcome.elapsedMs).toBeLessThan(4_000);
});

test("an hour is waited for with the token renewed and the lock held", async () => {
  const { sbc, device } = await locked(3_600_000);
  const outcome = await (await sbc.activate()).wait({ timeoutMs: 2 * 3_600_000 });
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  const tokens = device.calls.filter(({ id }) => id === "requestToken");
  expect(tokens.length).toBeGreaterThan(9);
  expect(tokens.slice(1).every(({ body }) => body?.startsWith("token="))).toBe(true);
});

test("the baseline is taken before the submission: system, status, versions", async () => {
  const { sbc, device } = await locked(1_000);
  await sbc.activate();
  expect(device.ids().slice(-4)).toEqual([
    "getSystemStatus",
    "getAsyncStatus",
    "getConfigurationVersions",
    "activateOrBackUp",
  ]);
});

test("a switchover in the middle of the baseline makes nothing of the peer's proven", async () => {
  const { sbc, device } = await locked(60_000);
  device.next.activateOrBackUp = [{ fails: "reset" }];
  device.onCall = ({ id }) => {
    if (id !== "getConfigurationVersions") return;
    device.system = { ...device.system, hostName: "peer" };
    device.operationState = { operation: "activate", status: "success" };
  };
  expect(await (await sbc.activate()).wait()).toMatchObject({ outcome: "lost", why: "new-epoch" });
});

test("while somebody's request is in progress, nothing is submitted", async () => {
  const { sbc, device } = await locked(1_000);
  device.operationState = { operation: "verify", status: "inProgress" };
  await expect(sbc.activate()).rejects.toThrow(BusyError);
  await expect(sbc.activate()).rejects.toThrow("The device is busy: verify in progress");
  expect(device.ids("activateOrBackUp")).toEqual([]);
});

test("somebody's request is waited for where one asks for it", async () => {
  const { sbc, device, clock } = await locked(1_000);
  device.operationState = { operation: "verify", status: "inProgress" };
  clock.sleep(60_000).then(() => {
    device.operationState = { operation: "verify", status: "fail" };
  });
  const activation = await sbc.activate({ waitForIdleMs: 120_000 });
  expect(clock.now()).toBeLessThan(66_000);
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("somebody's request is waited for no longer than one asks for", async () => {
  const { sbc, device, clock } = await locked(1_000);
  device.operationState = { operation: "verify", status: "inProgress" };
  await clock.sleep(100_000);
  await expect(sbc.activate({ waitForIdleMs: 20_000 })).rejects.toThrow(BusyError);
  expect(clock.now()).toBe(120_000);
});

test("a link of the 202 to another place is told and not followed", async () => {
  const { sbc, device } = await locked(1_000);
  const foreign = ["https://192.0.2.66/rest/v1.2/admin/asyncstatus", "Look there."];
  device.links = ["https://192.0.2.1/rest/v1.2/admin/asyncstatus", ...foreign];
  const events = await collect((await sbc.activate()).events());
  const told = events.flatMap((event) => (event.type === "foreign-link" ? [event.link] : []));
  expect(told).toEqual(foreign);
});

test("a renewal is an event, and so is one that fails", async () => {
  const { sbc, device } = await locked(13 * 60_000);
  device.next.requestToken = [{ fails: "timeout" }];
  const events = await collect((await sbc.activate()).events());
  const kinds = events.map(({ type }) => type).filter((type) => /renew/.test(type));
  expect(kinds).toEqual(["renewal-failed", "token-renewed", "token-renewed"]);
});

test("each request is put with the parameters of its action", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  await sbc.verify();
  await sbc.save();
  await sbc.activate();
  await sbc.backup({ source: "running", filename: "a.gz" });
  await sbc.restore({ source: "saved" });
  await sbc.restore({ source: "backupFile", filename: "a.gz" });
  const submissions = device.calls.filter(({ id }) => /^(save|activate)/.test(id));
  expect(submissions.map(({ id, query }) => [id, query])).toEqual([
    ["saveVerifyOrRestore", { action: "verify" }],
    ["saveVerifyOrRestore", { action: "save" }],
    ["activateOrBackUp", { action: "activate" }],
    ["activateOrBackUp", { action: "backup", backupSource: "running", filename: "a.gz" }],
    ["saveVerifyOrRestore", { action: "restore", restoreSource: "saved" }],
    ["saveVerifyOrRestore", { action: "restore", restoreSource: "backupFile", filename: "a.gz" }],
  ]);
});

test("a refused submission is an error and no operation", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.activateOrBackUp = [{ status: 423, reason: "User does not have the lock." }];
  await expect(sbc.activate()).rejects.toMatchObject({ code: "locked" });
});

test("a submission that was certainly not sent is an error and no operation", async () => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [{ fails: "refused", notSent: true }];
  await expect(sbc.activate()).rejects.toMatchObject({ code: "refused" });
});

test.for([
  ["a reset", { fails: "reset" }],
  ["a time-out", { fails: "timeout" }],
  ["a 500", { status: 500 }],
  ["an answer that cannot be read", { status: 202, body: "<html/>" }],
] as const)("a submission that is answered by %s is never repeated", async ([, answer]) => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [answer];
  const activation = await sbc.activate();
  expect(activation.submission).toBe("unknown");
  expect(await activation.wait()).toMatchObject({
    outcome: "submission-unknown",
    versionEvidence: "denies",
  });
  expect(device.ids("activateOrBackUp")).toHaveLength(1);
});

test("failed looks end nothing: each is an event, and the wait goes on", async () => {
  const { sbc, device } = await locked(20_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [
    { fails: "reset" },
    { fails: "timeout" },
    { status: 500 },
    { status: 200, body: "<response><data>" },
    { status: 200, body: "<html/>" },
    { status: 302 },
  ];
  const events = await collect(activation.events());
  expect(
    events
      .filter(({ type }) => type === "poll-failed")
      .map((event) => event.type === "poll-failed" && (event.error as { code?: string }).code),
  ).toEqual(["reset", "timeout", "unavailable", "undecodable", "undecodable", "redirect"]);
  expect(events.filter(({ type }) => type === "reconnected")).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({
    type: "ended",
    outcome: { outcome: "succeeded", confidence: "proven" },
  });
});

test("after a failed look the system is asked first, and a restart is noticed", async () => {
  const { sbc, device } = await locked(60_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ fails: "reset" }];
  device.system = { ...device.system, uptimeSeconds: 0 };
  expect(await activation.wait()).toMatchObject({
    outcome: "lost",
    why: "new-epoch",
    versionEvidence: "denies",
  });
  // The slot no longer has to be about our request: it is not read again.
  expect(device.ids().slice(-4)).toEqual([
    "getAsyncStatus",
    "getSystemStatus",
    "getConfigurationVersions",
    "getSystemStatus",
  ]);
});

test("after a look at a slot that was emptied the system is asked first, and a switchover is noticed", async () => {
  const { sbc, device, clock } = await locked(600_000);
  const activation = await sbc.activate();
  clock.after(20_000, () => {
    device.operationState = undefined;
    device.system = { ...device.system, hostName: "peer" };
  });
  const outcome = await activation.wait();
  expect(outcome).toMatchObject({
    outcome: "lost",
    why: "new-epoch",
    versionEvidence: "inconclusive",
  });
  expect(outcome.elapsedMs).toBeLessThan(30_000);
  expect(device.ids().slice(-4)).toEqual([
    "getAsyncStatus",
    "getSystemStatus",
    "getConfigurationVersions",
    "getSystemStatus",
  ]);
});

test("a slot that was emptied for a moment on the same system ends nothing", async () => {
  const { sbc, device, clock } = await locked(60_000);
  const activation = await sbc.activate();
  clock.after(20_000, () => {
    const body = "<response><data/><messages/><links/></response>";
    device.next.getAsyncStatus = [{ status: 200, body }];
  });
  const events = await collect(activation.events());
  expect(events.some((event) => event.type === "progress" && !event.operationState)).toBe(true);
  expect(events.at(-1)).toMatchObject({ outcome: { outcome: "succeeded", confidence: "proven" } });
});

test("a slot that stays empty on the same system ends the wait", async () => {
  const { sbc, device, clock } = await locked(600_000);
  const activation = await sbc.activate();
  clock.after(20_000, () => {
    device.operationState = undefined;
  });
  const outcome = await activation.wait();
  expect(outcome).toMatchObject({
    outcome: "lost",
    why: "status-cleared",
    versionEvidence: "inconclusive",
  });
  expect(outcome.elapsedMs).toBeLessThan(35_000);
});

test("after a failed look, a device that refuses to say which system it is is waited for all the same", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ fails: "reset" }];
  device.next.getSystemStatus = [{ status: 404 }];
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("Retry-After is honoured", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 503, headers: { "retry-after": "30" } }];
  await activation.wait();
  const looks = device.calls.filter(({ at }) => at > 0).map(({ at }) => at);
  expect(looks[1]).toBeGreaterThanOrEqual(30_000);
});

test("credentials that are refused in the middle end the wait with an error, and it can be taken up again", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 403, reason: "Not an administrator any more." }];
  await expect(activation.wait()).rejects.toMatchObject({ code: "forbidden" });
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded" });
});

test("another certificate in the middle ends the wait with an error: waiting does not mend it", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ fails: "tls-fingerprint-mismatch", notSent: true }];
  await expect(activation.wait()).rejects.toMatchObject({ code: "tls-fingerprint-mismatch" });
});

test("the deadline ends the wait, not the request, and the wait can be taken up again", async () => {
  const { sbc } = await locked(60_000);
  const activation = await sbc.activate();
  const first = await activation.wait({ timeoutMs: 10_000 });
  expect(first).toMatchObject({ outcome: "timed-out", operation: "activate" });
  expect(first.elapsedMs).toBe(10_000);
  expect(first.evidence.readings).toHaveLength(1);
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("without a deadline of one's own, a wait ends after a quarter of an hour", async () => {
  const { sbc } = await locked(3_600_000);
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "timed-out", elapsedMs: 900_000 });
});

test("a known outcome is told again without asking", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  const outcome = await activation.wait();
  const calls = device.calls.length;
  expect(await activation.wait()).toEqual(outcome);
  expect(device.calls).toHaveLength(calls);
});

test("an abort ends the wait at once, with nothing left running", async () => {
  const { sbc, clock, device } = await locked(3_600_000);
  const activation = await sbc.activate();
  const abort = new AbortController();
  const waiting = activation.wait({ signal: abort.signal, timeoutMs: 7_200_000 });
  await clock.sleep(5_000);
  abort.abort();
  expect(await waiting).toMatchObject({ outcome: "aborted" });
  await setImmediate();
  const calls = device.calls.length;
  await clock.sleep(60_000);
  expect(device.calls).toHaveLength(calls);
});

test("a signal aborted before the wait ends it before it asks", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  const calls = device.calls.length;
  expect(await activation.wait({ signal: AbortSignal.abort() })).toMatchObject({
    outcome: "aborted",
  });
  expect(device.calls).toHaveLength(calls);
});

test("two who wait share the looks", async () => {
  const { sbc, device } = await locked(10_000);
  const activation = await sbc.activate();
  const outcomes = await Promise.all([activation.wait(), activation.wait()]);
  const shared = device.ids("getAsyncStatus").length;
  expect(outcomes[0]).toEqual(outcomes[1]);

  const alone = await locked(10_000);
  await (await alone.sbc.activate()).wait();
  expect(shared).toBe(alone.device.ids("getAsyncStatus").length);
});

test("who leaves early leaves the other waiting", async () => {
  const { sbc } = await locked(10_000);
  const activation = await sbc.activate();
  const [early, late] = await Promise.all([
    activation.wait({ timeoutMs: 1_000 }),
    activation.wait(),
  ]);
  expect([early.outcome, late.outcome]).toEqual(["timed-out", "succeeded"]);
});

test("leaving the events stops the looks", async () => {
  const { sbc, device, clock } = await locked(3_600_000);
  const activation = await sbc.activate();
  for await (const event of activation.events()) if (event.type === "progress") break;
  await setImmediate();
  const calls = device.calls.length;
  await clock.sleep(60_000);
  expect(device.calls).toHaveLength(calls);
});

test("a lock lost in the middle is an event, and the end is no longer proven", async () => {
  const { sbc, device } = await locked(60_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  const events = await collect(activation.events());
  expect(events.filter(({ type }) => type === "lock-lost")).toMatchObject([{ elapsedMs: 250 }]);
  expect(events.at(-1)).toMatchObject({
    outcome: { outcome: "succeeded", confidence: "documented" },
  });
});

test("a lock that is released while we wait proves nothing more, also when it is taken again", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.versions = { currentVersion: 6, runningVersion: 5 };
  works(device, clock, { takesMs: 60_000 });
  const lock = await sbc.lock();
  const activation = await sbc.activate();
  await lock.release();
  await sbc.lock();
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});

test("a request without the lock from before its baseline is never proven", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.versions = { currentVersion: 6, runningVersion: 5 };
  works(device, clock, { takesMs: 60_000 });
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});

test.for(["getConfigurationVersions", "getSystemStatus"] as const)(
  "a device that refuses %s leaves the outcome to the slot, unproven without the system",
  async (id) => {
    const { sbc, device } = await locked(3_000);
    device.next[id] = Array.from({ length: 99 }, () => ({ status: 404 }));
    const outcome = await (await sbc.activate()).wait();
    const confidence = id === "getSystemStatus" ? "documented" : "proven";
    expect(outcome).toMatchObject({ outcome: "succeeded", confidence });
  },
);

test("a slow answer is not taken for a late one", async () => {
  const { sbc, device, clock } = await locked(60_000);
  device.operationState = { operation: "activate", status: "fail" };
  const activation = await sbc.activate();
  const regular = device.request.bind(device);
  // The device reads the slot before it has registered the request, and takes 15 s to send it.
  device.operationState = { operation: "activate", status: "fail" };
  clock.sleep(1_000).then(() => {
    device.operationState = { operation: "activate", status: "inProgress" };
  });
  device.request = async (request) => {
    const answer = await regular(request);
    if (request.url.pathname.endsWith("asyncstatus") && clock.now() < 1_000)
      await clock.sleep(15_000);
    return answer;
  };
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("each look is an event: what the slot shows, whose it is, and why", async () => {
  const { sbc } = await locked(1_000);
  const events = await collect((await sbc.activate()).events());
  expect(events[0]).toEqual({
    type: "progress",
    elapsedMs: 250,
    operationState: { operation: "activate", status: "inProgress" },
    attribution: "ours",
    reason: "was: save succeeded; changed since, under our lock",
  });
  expect(events.at(-1)).toMatchObject({
    type: "ended",
    elapsedMs: 1_000,
    outcome: { elapsedMs: 1_000 },
  });
});

test("an empty slot is an event without one", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  const activation = await sbc.activate();
  const events = await collect(activation.events({ timeoutMs: 300 }));
  expect(events[0]).toEqual({
    type: "progress",
    elapsedMs: 250,
    attribution: "stale",
    reason: expect.any(String),
  });
  expect(device.operationState).toBeUndefined();
});

test("a link is told once, also where the wait is taken up again", async () => {
  const { sbc, device } = await locked(60_000);
  device.links = ["Look there."];
  const activation = await sbc.activate();
  const first = await collect(activation.events({ timeoutMs: 1_000 }));
  const second = await collect(activation.events());
  expect(first.filter(({ type }) => type === "foreign-link")).toHaveLength(1);
  expect(second.filter(({ type }) => type === "foreign-link")).toHaveLength(0);
});

test("a wait that is taken up again after its verdict confirms it first", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  device.next.getConfigurationVersions = Array.from({ length: 99 }, () => ({
    fails: "timeout" as const,
  }));
  expect(await activation.wait({ timeoutMs: 30_000 })).toMatchObject({ outcome: "timed-out" });
  device.next.getConfigurationVersions = [];
  const looks = device.ids("getAsyncStatus").length;
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  expect(device.ids("getAsyncStatus")).toHaveLength(looks);
});

test("a confirmation that fails is tried again with a pause, without reading the slot", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  device.next.getConfigurationVersions = [{ fails: "reset" }, { fails: "reset" }];
  const events = await collect(activation.events());
  expect(events.map(({ type }) => type).filter((type) => type !== "progress")).toEqual([
    "poll-failed",
    "poll-failed",
    "reconnected",
    "ended",
  ]);
  const versions = device.calls
    .filter(({ id }) => id === "getConfigurationVersions")
    .map(({ at }) => at);
  expect(new Set(versions).size).toBe(versions.length);
  expect(device.ids("getSystemStatus")).toHaveLength(2);
});

test("where all goes well, nothing is said of reconnecting", async () => {
  const { sbc } = await locked(1_000);
  const events = await collect((await sbc.activate()).events());
  expect(events.filter(({ type }) => type === "reconnected")).toEqual([]);
});

test("a wait leaves nothing behind: no listener on its signal, nobody asleep", async () => {
  const { sbc, clock } = await locked(1_000);
  const activation = await sbc.activate();
  const { signal } = new AbortController();
  await activation.wait({ signal });
  await setImmediate();
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(clock.sleepers).toBe(0);
});

test("renewals after the end of a wait are no events of it", async () => {
  const { sbc, clock } = await locked(60_000);
  const activation = await sbc.activate();
  await activation.wait({ timeoutMs: 1_000 });
  await clock.sleep(20 * 60_000);
  const events = await collect(activation.events());
  expect(events.filter(({ type }) => type === "token-renewed")).toEqual([]);
});

test("whether the lock is held is known from the submission on", async () => {
  const lockOf = async (submitting: Promise<Operation>) => (await submitting).toJSON().state.lock;
  const { sbc, device } = await virtualSbc();
  expect(await lockOf(sbc.verify())).toBe("lost");
  const lock = await sbc.lock();
  expect(await lockOf(sbc.verify())).toBe("held");
  device.onCall = ({ id }) => {
    if (id === "getSystemStatus") lock.release();
  };
  expect(await lockOf(sbc.verify())).toBe("lost");
});

test.for([
  ["getSystemStatus", "getAsyncStatus"],
  ["getAsyncStatus", "getConfigurationVersions"],
  ["getConfigurationVersions", "activateOrBackUp"],
] as const)(
  "an abort after %s of the baseline cuts the submission before %s",
  async ([id, next]) => {
    const { sbc, device } = await locked(1_000);
    const abort = new AbortController();
    device.onCall = (call) => call.id === id && abort.abort();
    await expect(sbc.activate({ signal: abort.signal })).rejects.toMatchObject({ code: "aborted" });
    expect(device.ids(id, next)).toEqual([id]);
  },
);

test("an abort before the baseline cuts the submission", async () => {
  const { sbc, device } = await locked(1_000);
  const calls = device.calls.length;
  await expect(sbc.activate({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: "aborted",
  });
  expect(device.calls).toHaveLength(calls);
});

test("a submission without an answer names no place to poll", async () => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [{ fails: "reset" }];
  const events = await collect((await sbc.activate()).events());
  expect(events.filter(({ type }) => type === "foreign-link")).toEqual([]);
});

test("a new login is no renewal", async () => {
  const { sbc, device, clock } = await virtualSbc();
  works(device, clock, { takesMs: 1_000 });
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 401 }];
  const events = await collect(activation.events());
  expect(device.ids("requestToken")).toHaveLength(2);
  expect(events.filter(({ type }) => type === "token-renewed")).toEqual([]);
});

test("who begins to wait after an error looks anew, though others have yet to hear of it", async () => {
  const { sbc, device, clock } = await locked(60_000);
  const activation = await sbc.activate();
  const slow = activation.events();
  await slow.next();
  device.next.getAsyncStatus = [{ status: 403 }];
  await clock.sleep(1_000);
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  await slow.return();
});
