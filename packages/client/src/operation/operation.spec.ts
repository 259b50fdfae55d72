import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { BusyError } from "../errors/busy-error.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";
import type { Operation } from "./operation.ts";
import type { WaitEvent } from "./wait-event.ts";

async function locked(takesMs: number, fail?: string) {
  const virtual = await virtualSbc();
  const { device, clock, sbc } = virtual;
  device.versions = { currentVersion: 6, runningVersion: 5 };
  device.operationState = { operation: "save", status: "success" };
  executeRequests(device, clock, {
    takesMs,
    ...(fail !== undefined && { fail: { activate: fail } }),
  });
  await sbc.lock();
  return virtual;
}

async function collect(events: AsyncIterable<WaitEvent>): Promise<WaitEvent[]> {
  const all: WaitEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("returns a proven success of an activate", async () => {
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

test("returns a failure with the error message of the device", async () => {
  const { sbc } = await locked(3_000, "No such realm.");
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "failed", errorMessage: "No such realm." });
  expect(outcome.elapsedMs).toBeLessThan(4_000);
});

test("waits an hour, with the token renewed and the lock held", async () => {
  const { sbc, device } = await locked(3_600_000);
  const outcome = await (await sbc.activate()).wait({ timeoutMs: 2 * 3_600_000 });
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
  const tokens = device.calls.filter(({ id }) => id === "requestToken");
  expect(tokens.length).toBeGreaterThan(9);
  expect(tokens.slice(1).every(({ body }) => body?.startsWith("token="))).toBe(true);
});

test("reads the baseline before the submission: system, status, versions", async () => {
  const { sbc, device } = await locked(1_000);
  await sbc.activate();
  expect(device.ids().slice(-4)).toEqual([
    "getSystemStatus",
    "getAsyncStatus",
    "getConfigurationVersions",
    "activateOrBackUp",
  ]);
});

test("proves nothing after a switchover between the reads of the baseline", async () => {
  const { sbc, device } = await locked(60_000);
  device.next.activateOrBackUp = [{ fails: "reset" }];
  device.onCall = ({ id }) => {
    if (id !== "getConfigurationVersions") return;
    device.system = { ...device.system, hostName: "peer" };
    device.operationState = { operation: "activate", status: "success" };
  };
  expect(await (await sbc.activate()).wait()).toMatchObject({
    outcome: "lost",
    reason: "switched-over",
  });
});

test.for(["getSystemStatus", "getAsyncStatus", "getConfigurationVersions"] as const)(
  "tries a failed %s of the baseline again, and submits once",
  async (id) => {
    const { sbc, device } = await locked(60_000);
    device.next[id] = [{ fails: "reset" }, { status: 503 }];
    const activation = await sbc.activate();
    expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
    expect(device.ids("activateOrBackUp")).toHaveLength(1);
  },
);

test("submits nothing if a reading of the baseline fails for ten seconds", async () => {
  const { sbc, device, clock } = await locked(60_000);
  device.next.getAsyncStatus = Array.from({ length: 20 }, () => ({ fails: "reset" as const }));
  const since = clock.now();
  await expect(sbc.activate()).rejects.toThrow(TransportError);
  expect(clock.now() - since).toBeLessThanOrEqual(10_000);
  expect(device.ids("getAsyncStatus").length).toBeGreaterThan(3);
  expect(device.ids("activateOrBackUp")).toEqual([]);
});

test("submits nothing while another request is in progress", async () => {
  const { sbc, device } = await locked(1_000);
  device.operationState = { operation: "verify", status: "inProgress" };
  await expect(sbc.activate()).rejects.toThrow(BusyError);
  await expect(sbc.activate()).rejects.toThrow("The device is busy: verify in progress");
  expect(device.ids("activateOrBackUp")).toEqual([]);
});

test("waits for the end of another request with waitForIdleMs", async () => {
  const { sbc, device, clock } = await locked(1_000);
  device.operationState = { operation: "verify", status: "inProgress" };
  clock.sleep(60_000).then(() => {
    device.operationState = { operation: "verify", status: "fail" };
  });
  const activation = await sbc.activate({ waitForIdleMs: 120_000 });
  expect(clock.now()).toBeLessThan(66_000);
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("waits for another request no longer than waitForIdleMs", async () => {
  const { sbc, device, clock } = await locked(1_000);
  device.operationState = { operation: "verify", status: "inProgress" };
  await clock.sleep(100_000);
  await expect(sbc.activate({ waitForIdleMs: 20_000 })).rejects.toThrow(BusyError);
  expect(clock.now()).toBe(120_000);
});

test("reports a link in the 202 response that leads elsewhere, and doesn't follow it", async () => {
  const { sbc, device } = await locked(1_000);
  const foreign = ["https://192.0.2.66/rest/v1.2/admin/asyncstatus", "Look there."];
  device.links = ["https://192.0.2.1/rest/v1.2/admin/asyncstatus", ...foreign];
  const events = await collect((await sbc.activate()).events());
  const told = events.flatMap((event) => (event.type === "foreign-link" ? [event.link] : []));
  expect(told).toEqual(foreign);
});

test("emits events of token renewals and of failed ones", async () => {
  const { sbc, device } = await locked(13 * 60_000);
  device.next.requestToken = [{ fails: "timeout" }];
  const events = await collect((await sbc.activate()).events());
  const kinds = events.map(({ type }) => type).filter((type) => /renew/.test(type));
  expect(kinds).toEqual(["renewal-failed", "token-renewed", "token-renewed"]);
});

test("sends each request with the parameters of its action", async () => {
  const { sbc, device } = await virtualSbc({ registrationMs: 0 });
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

test("throws if the device refuses a submission", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.activateOrBackUp = [{ status: 423, reason: "User does not have the lock." }];
  await expect(sbc.activate()).rejects.toMatchObject({ code: "locked" });
});

test("throws if a submission was not sent", async () => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [{ fails: "refused", notSent: true }];
  await expect(sbc.activate()).rejects.toMatchObject({ code: "refused" });
});

test.for([
  ["a reset", { fails: "reset" }],
  ["a time-out", { fails: "timeout" }],
  ["a 500", { status: 500 }],
  ["an unreadable response", { status: 202, body: "<html/>" }],
] as const)("never repeats a submission after %s", async ([, answer]) => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [answer];
  const activation = await sbc.activate();
  expect(activation.submission).toBe("unknown");
  expect(await activation.wait()).toMatchObject({
    outcome: "submission-unknown",
    versionEvidence: "inconclusive",
  });
  expect(device.ids("activateOrBackUp")).toHaveLength(1);
});

test("continues after failed polls, and emits an event for each", async () => {
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

test("reads the system after a failed poll and detects a restart", async () => {
  const { sbc, device } = await locked(60_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ fails: "reset" }];
  device.system = { ...device.system, uptimeSeconds: 0 };
  expect(await activation.wait()).toMatchObject({
    outcome: "lost",
    reason: "restarted",
    versionEvidence: "denies",
  });
  // The status need not be about our request, so it is not read again.
  expect(device.ids().slice(-4)).toEqual([
    "getAsyncStatus",
    "getSystemStatus",
    "getConfigurationVersions",
    "getSystemStatus",
  ]);
});

test("reads the system after a cleared status and detects a switchover", async () => {
  const { sbc, device, clock } = await locked(600_000);
  const activation = await sbc.activate();
  clock.after(20_000, () => {
    device.operationState = undefined;
    device.system = { ...device.system, hostName: "peer" };
  });
  const outcome = await activation.wait();
  expect(outcome).toMatchObject({
    outcome: "lost",
    reason: "switched-over",
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

test("continues if the status is cleared for a moment", async () => {
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

test("ends the wait if the status stays cleared", async () => {
  const { sbc, device, clock } = await locked(600_000);
  const activation = await sbc.activate();
  clock.after(20_000, () => {
    device.operationState = undefined;
  });
  const outcome = await activation.wait();
  expect(outcome).toMatchObject({
    outcome: "lost",
    reason: "status-cleared",
    versionEvidence: "inconclusive",
  });
  expect(outcome.elapsedMs).toBeLessThan(35_000);
});

test("continues after a failed poll if the device refuses system/status", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ fails: "reset" }];
  device.next.getSystemStatus = [{ status: 404 }];
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("waits as long as Retry-After requires", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 503, headers: { "retry-after": "30" } }];
  await activation.wait();
  const looks = device.calls.filter(({ at }) => at > 0).map(({ at }) => at);
  expect(looks[1]).toBeGreaterThanOrEqual(30_000);
});

test("throws if the credentials are refused during a wait, which can be resumed", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 403, reason: "Not an administrator any more." }];
  await expect(activation.wait()).rejects.toMatchObject({ code: "forbidden" });
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded" });
});

test("throws if the certificate changes during a wait", async () => {
  const { sbc, device } = await locked(5_000);
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ fails: "tls-fingerprint-mismatch", notSent: true }];
  await expect(activation.wait()).rejects.toMatchObject({ code: "tls-fingerprint-mismatch" });
});

test("ends the wait at the deadline, after which it can be resumed", async () => {
  const { sbc } = await locked(60_000);
  const activation = await sbc.activate();
  const first = await activation.wait({ timeoutMs: 10_000 });
  expect(first).toMatchObject({ outcome: "timed-out", operation: "activate" });
  expect(first.elapsedMs).toBe(10_000);
  expect(first.evidence.readings).toHaveLength(1);
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("ends the wait after 15 minutes by default", async () => {
  const { sbc } = await locked(3_600_000);
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "timed-out", elapsedMs: 900_000 });
});

test("returns a known outcome again without a request", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  const outcome = await activation.wait();
  const calls = device.calls.length;
  expect(await activation.wait()).toEqual(outcome);
  expect(device.calls).toHaveLength(calls);
});

test("ends the wait on abort and leaves nothing running", async () => {
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

test("ends as timed-out if a deadline of the client aborts the wait", async () => {
  const { sbc } = await locked(60_000);
  const activation = await sbc.activate();
  const signal = AbortSignal.abort(new DeadlineError("commit", 10_000));
  expect(await activation.wait({ signal })).toMatchObject({ outcome: "timed-out" });
});

test("sends no request if the signal is aborted before the wait", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  const calls = device.calls.length;
  expect(await activation.wait({ signal: AbortSignal.abort() })).toMatchObject({
    outcome: "aborted",
  });
  expect(device.calls).toHaveLength(calls);
});

test("shares the polls between two waits", async () => {
  const { sbc, device } = await locked(10_000);
  const activation = await sbc.activate();
  const outcomes = await Promise.all([activation.wait(), activation.wait()]);
  const shared = device.ids("getAsyncStatus").length;
  expect(outcomes[0]).toEqual(outcomes[1]);

  const alone = await locked(10_000);
  await (await alone.sbc.activate()).wait();
  expect(shared).toBe(alone.device.ids("getAsyncStatus").length);
});

test("continues one wait when another ends early", async () => {
  const { sbc } = await locked(10_000);
  const activation = await sbc.activate();
  const [early, late] = await Promise.all([
    activation.wait({ timeoutMs: 1_000 }),
    activation.wait(),
  ]);
  expect([early.outcome, late.outcome]).toEqual(["timed-out", "succeeded"]);
});

test("stops polling when the loop over the events is left", async () => {
  const { sbc, device, clock } = await locked(3_600_000);
  const activation = await sbc.activate();
  for await (const event of activation.events()) if (event.type === "progress") break;
  await setImmediate();
  const calls = device.calls.length;
  await clock.sleep(60_000);
  expect(device.calls).toHaveLength(calls);
});

test("passes each event to onEvent and returns the outcome of the last one", async () => {
  const { sbc } = await locked(1_000);
  const events: WaitEvent[] = [];
  const activation = await sbc.activate();
  const outcome = await activation.wait({ onEvent: (event) => events.push(event) });
  expect(events).toEqual(expect.arrayContaining([expect.objectContaining({ type: "progress" })]));
  expect(events.at(-1)).toEqual({ type: "ended", elapsedMs: outcome.elapsedMs, outcome });
});

test("ends the wait with the error that onEvent throws, and stops polling", async () => {
  const { sbc, device, clock } = await locked(3_600_000);
  const activation = await sbc.activate();
  const onEvent = () => {
    throw new Error("The screen is gone.");
  };
  await expect(activation.wait({ onEvent })).rejects.toThrow("The screen is gone.");
  const calls = device.calls.length;
  await clock.sleep(60_000);
  expect(device.calls).toHaveLength(calls);
});

test("emits an event when the lock is lost, and proves nothing after it", async () => {
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

test("proves nothing after the lock is released during the wait, even if it is acquired again", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.versions = { currentVersion: 6, runningVersion: 5 };
  executeRequests(device, clock, { takesMs: 60_000 });
  const lock = await sbc.lock();
  const activation = await sbc.activate();
  await lock.release();
  await sbc.lock();
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});

test("proves nothing without the lock from before the baseline", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.versions = { currentVersion: 6, runningVersion: 5 };
  executeRequests(device, clock, { takesMs: 60_000 });
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
});

test.for(["getConfigurationVersions", "getSystemStatus"] as const)(
  "takes the outcome from the status if the device refuses %s, unproven without the system",
  async (id) => {
    const { sbc, device } = await locked(3_000);
    device.next[id] = Array.from({ length: 99 }, () => ({ status: 404 }));
    const outcome = await (await sbc.activate()).wait();
    const confidence = id === "getSystemStatus" ? "documented" : "proven";
    expect(outcome).toMatchObject({ outcome: "succeeded", confidence });
  },
);

test("attributes a slow response by the time of its request", async () => {
  const { sbc, device, clock } = await locked(60_000);
  device.operationState = { operation: "activate", status: "fail" };
  const activation = await sbc.activate();
  const regular = device.request.bind(device);
  // The device reads the status before it registers the request, and takes 15 s to send it.
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

test("emits an event of each poll: status, attribution and reason", async () => {
  const { sbc } = await locked(1_000);
  const events = await collect((await sbc.activate()).events());
  expect(events[0]).toEqual({
    type: "progress",
    elapsedMs: 250,
    operationState: { operation: "activate", status: "inProgress" },
    attribution: "ours",
    reason: "changed-under-lock",
  });
  expect(events.at(-1)).toMatchObject({
    type: "ended",
    elapsedMs: 1_000,
    outcome: { elapsedMs: 1_000 },
  });
});

test("emits a progress event without a status if the device shows none", async () => {
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

test("reports a foreign link once, also if the wait is resumed", async () => {
  const { sbc, device } = await locked(60_000);
  device.links = ["Look there."];
  const activation = await sbc.activate();
  const first = await collect(activation.events({ timeoutMs: 1_000 }));
  const second = await collect(activation.events());
  expect(first.filter(({ type }) => type === "foreign-link")).toHaveLength(1);
  expect(second.filter(({ type }) => type === "foreign-link")).toHaveLength(0);
});

test("ends at the deadline with an end that was seen, without the versions", async () => {
  const { sbc, device } = await locked(1_000);
  const activation = await sbc.activate();
  device.next.getConfigurationVersions = Array.from({ length: 99 }, () => ({
    fails: "timeout" as const,
  }));
  expect(await activation.wait({ timeoutMs: 3_000 })).toMatchObject({
    outcome: "succeeded",
    confidence: "probable",
  });
  device.next.getConfigurationVersions = [];
  const looks = device.ids("getAsyncStatus").length;
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  expect(device.ids("getAsyncStatus")).toHaveLength(looks);
});

test("retries a failed confirmation after an interval, without reading the status", async () => {
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

test("emits no reconnected event without a failed poll", async () => {
  const { sbc } = await locked(1_000);
  const events = await collect((await sbc.activate()).events());
  expect(events.filter(({ type }) => type === "reconnected")).toEqual([]);
});

test("leaves no listener on the signal and no timer", async () => {
  const { sbc, clock } = await locked(1_000);
  const activation = await sbc.activate();
  const { signal } = new AbortController();
  await activation.wait({ signal });
  await setImmediate();
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(clock.sleepers).toBe(0);
});

test("emits no event of a renewal after the end of a wait", async () => {
  const { sbc, clock } = await locked(60_000);
  const activation = await sbc.activate();
  await activation.wait({ timeoutMs: 1_000 });
  await clock.sleep(20 * 60_000);
  const events = await collect(activation.events());
  expect(events.filter(({ type }) => type === "token-renewed")).toEqual([]);
});

test("records at the submission if the lock is held", async () => {
  const lockOf = async (submitting: Promise<Operation>) => (await submitting).toJSON().state.lock;
  const { sbc, device } = await virtualSbc({ registrationMs: 0 });
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
] as const)("aborts the submission after %s of the baseline, before %s", async ([id, next]) => {
  const { sbc, device } = await locked(1_000);
  const abort = new AbortController();
  device.onCall = (call) => call.id === id && abort.abort();
  await expect(sbc.activate({ signal: abort.signal })).rejects.toMatchObject({ code: "aborted" });
  expect(device.ids(id, next)).toEqual([id]);
});

test("aborts the submission before the baseline", async () => {
  const { sbc, device } = await locked(1_000);
  const calls = device.calls.length;
  await expect(sbc.activate({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: "aborted",
  });
  expect(device.calls).toHaveLength(calls);
});

test("reports no link if the response to the submission was lost", async () => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [{ fails: "reset" }];
  const events = await collect((await sbc.activate()).events());
  expect(events.filter(({ type }) => type === "foreign-link")).toEqual([]);
});

test("emits no renewal event of a new login", async () => {
  const { sbc, device, clock } = await virtualSbc();
  executeRequests(device, clock, { takesMs: 1_000 });
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 401 }];
  const events = await collect(activation.events());
  expect(device.ids("requestToken")).toHaveLength(2);
  expect(events.filter(({ type }) => type === "token-renewed")).toEqual([]);
});

test("polls again if a wait starts after an error that other waits have not received yet", async () => {
  const { sbc, device, clock } = await locked(60_000);
  const activation = await sbc.activate();
  const slow = activation.events();
  await slow.next();
  device.next.getAsyncStatus = [{ status: 403 }];
  await clock.sleep(1_000);
  expect(await activation.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  await slow.return();
});
