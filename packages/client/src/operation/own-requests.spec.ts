import { expect, test } from "vitest";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";

async function locked(takesMs: number, options = {}) {
  const virtual = await virtualSbc(options);
  const { sbc, device, clock } = virtual;
  device.versions = { currentVersion: 6, runningVersion: 5 };
  device.operationState = { operation: "save", status: "success" };
  executeRequests(device, clock, { takesMs });
  const lock = await sbc.lock();
  return { ...virtual, lock };
}

test("submits nothing while an earlier request of the session has not been shown", async () => {
  const { sbc, device } = await locked(1_000);
  device.onCall = () => undefined;
  await sbc.activate();
  await expect(sbc.activate()).rejects.toMatchObject({ code: "busy", isOurs: true });
  expect(device.ids("activateOrBackUp")).toHaveLength(1);
});

test("submits two concurrent requests one after the other", async () => {
  const { sbc, device } = await locked(1_000);
  const [first, second] = await Promise.allSettled([sbc.activate(), sbc.activate()]);
  expect(first).toMatchObject({ status: "fulfilled" });
  expect(second).toMatchObject({ status: "rejected", reason: { code: "busy" } });
  expect(device.ids("activateOrBackUp")).toHaveLength(1);
});

test("does not attribute a later request of the session to an earlier wait", async () => {
  const { sbc, device, clock } = await locked(1_000, { registrationMs: 0 });
  device.onCall = () => undefined;
  const first = await sbc.activate();
  executeRequests(device, clock, { takesMs: 1_000, fail: { activate: "no" } });
  const second = await sbc.activate();
  expect(await second.wait()).toMatchObject({ outcome: "failed", confidence: "proven" });
  expect(await first.wait()).toMatchObject({ outcome: "superseded" });
});

test("knows the end of an earlier request that the next submission saw", async () => {
  const { sbc, clock } = await locked(2_000);
  const first = await sbc.activate();
  expect(await first.wait({ timeoutMs: 100 })).toMatchObject({ outcome: "timed-out" });
  await clock.sleep(3_000);
  const second = await sbc.verify();
  await second.wait();
  expect(await first.wait()).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("waits before the first submission for what an earlier process submitted", async () => {
  const before = await locked(1_000);
  before.device.onCall = () => undefined;
  const earlier = (await before.sbc.activate()).toJSON();
  const { sbc } = await virtualSbc({
    transport: before.device,
    clock: before.clock,
    earlier: [earlier],
  });
  await expect(sbc.activate()).rejects.toMatchObject({ code: "busy", isOurs: true });
});

test("releases the lock when the device shows the accepted request", async () => {
  const { sbc, device, clock, lock } = await locked(1_000);
  device.onCall = ({ id }) => {
    if (id !== "activateOrBackUp") return;
    clock.sleep(700).then(() => {
      device.operationState = { operation: "activate", status: "inProgress" };
    });
  };
  await sbc.activate();
  const since = clock.now();
  await lock.release();
  expect(clock.now() - since).toBeGreaterThanOrEqual(700);
  expect(clock.now() - since).toBeLessThan(1_500);
});

test("uses a new token for the next lock after a submission without a response", async () => {
  const { sbc, device, lock } = await locked(1_000);
  device.next.activateOrBackUp = [{ fails: "timeout" }];
  await sbc.activate();
  await lock.release();
  await sbc.lock();
  const tokens = device.calls.filter(({ id }) => id === "lockConfiguration");
  expect(new Set(tokens.map(({ authorization }) => authorization)).size).toBe(2);
});

test("finds an end only probable after a submission of the same name without a response", async () => {
  const { sbc, device } = await locked(1_000);
  device.next.activateOrBackUp = [{ fails: "timeout" }];
  await sbc.activate();
  const second = await sbc.activate();
  device.versions = { currentVersion: 6, runningVersion: 6 };
  expect(await second.wait()).toMatchObject({ outcome: "succeeded" });
  expect(second.toJSON().state.mayBeRepeated).toBe(true);
});

test("can't tell which of two submissions without a response succeeded", async () => {
  const { sbc, device, clock } = await locked(1_000);
  device.next.saveVerifyOrRestore = [{ fails: "timeout" }, { fails: "timeout" }];
  await sbc.verify();
  const second = await sbc.verify();
  // The first one arrives late, the second one never.
  clock.sleep(500).then(() => {
    device.operationState = { operation: "verify", status: "success" };
  });
  expect(await second.wait()).toMatchObject({
    outcome: "submission-unknown",
    versionEvidence: "inconclusive",
  });
});

test.for([
  ["/asyncstatus", "failed", "proven"],
  ["/versions", "succeeded", "probable"],
] as const)(
  "proves nothing by the end of an unanswered request that was seen while %s was read for the next one",
  async ([path, outcome, confidence]) => {
    const { sbc, device, clock } = await locked(1_000);
    device.next.saveVerifyOrRestore = [{ fails: "timeout" }];
    const first = await sbc.verify();
    const ended = first.wait();
    const request = device.request.bind(device);
    device.request = async (sent) => {
      const response = await request(sent);
      if (!sent.url.pathname.endsWith(path)) return response;
      device.request = request;
      device.operationState = { operation: "verify", status: "success" };
      await ended;
      return response;
    };
    device.onCall = () => undefined;
    const second = await sbc.verify();
    clock.sleep(5_000).then(() => {
      device.operationState = { operation: "verify", status: "fail" };
    });
    expect(await ended).toMatchObject({ outcome: "succeeded" });
    // The second request fails.
    expect(await second.wait()).toMatchObject({ outcome, confidence });
  },
);

test("does not prove a verify after a save without a response, which may verify first", async () => {
  const { sbc, device } = await locked(1_000);
  device.next.saveVerifyOrRestore = [{ fails: "timeout" }];
  await sbc.save();
  const outcome = await (await sbc.verify()).wait();
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "probable" });
});

test("awaits onSubmitting before the request is sent", async () => {
  const { sbc, device } = await locked(1_000);
  const sent: number[] = [];
  const activation = await sbc.activate({
    async onSubmitting(saved) {
      sent.push(device.ids("activateOrBackUp").length);
      expect(saved.state).toMatchObject({ operation: "activate", submission: "unknown" });
      expect(() => sbc.attach(saved)).not.toThrow();
    },
  });
  expect(sent).toEqual([0]);
  await activation.wait();
  const refusing = sbc.verify({ onSubmitting: () => Promise.reject(new Error("disk full")) });
  await expect(refusing).rejects.toThrow("disk full");
  expect(device.ids("saveVerifyOrRestore")).toEqual([]);
});

test("proves an end from the fence on if the lock is new", async () => {
  const { sbc, clock } = await locked(200, { statusLagMs: 3_000 });
  const since = clock.now();
  const outcome = await (await sbc.activate()).wait();
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  expect(clock.now() - since).toBeGreaterThanOrEqual(3_000);
  expect(clock.now() - since).toBeLessThan(3_100);
});

test("has no fence if the lock was held for longer than the status can be late", async () => {
  const { sbc, clock } = await locked(200, { statusLagMs: 3_000 });
  await clock.sleep(3_000);
  const since = clock.now();
  await (await sbc.activate()).wait();
  expect(clock.now() - since).toBeLessThan(600);
});

test("waits until no request is in progress", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "backup", status: "inProgress" };
  clock.sleep(5_000).then(() => {
    device.operationState = { operation: "backup", status: "success" };
  });
  await expect(sbc.waitForIdle()).rejects.toMatchObject({ code: "busy" });
  expect(await sbc.waitForIdle({ waitForIdleMs: 60_000 })).toMatchObject({ status: "success" });
  expect(clock.now()).toBeLessThan(6_000);
});
