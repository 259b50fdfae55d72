import { type CommitResult, connect, type TlsOptions } from "@asyncstatus/client";
import { createHandler, Device, type Listener, listen, startDevice } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { createWorld, credentials } from "./world.ts";

const minute = 60_000;

/** Operation, outcome and confidence of each step. */
const summary = ({ steps }: CommitResult) =>
  steps.map((step) => [step.operation, step.outcome, "confidence" in step && step.confidence]);

const allProven = [
  ["verify", "succeeded", "proven"],
  ["save", "succeeded", "proven"],
  ["activate", "succeeded", "proven"],
];

/** Starts a fast device that records its requests. */
async function startFastDevice() {
  const { user: name, password } = credentials;
  const device = new Device({
    users: [{ name, password, administrator: true }],
    durations: { verify: 30, save: 30, activate: 30 },
  });
  device.edit();
  const handle = createHandler(device);
  const requests: string[] = [];
  const listener = await listen((request) => {
    requests.push(`${request.method} ${new URL(request.url).pathname}`);
    return handle(request);
  });
  return { requests, device, listener };
}

// At the same time as the commit with default options, since they wait most of the time.
test.concurrent.each<{ by: string; tls: (listener: Listener) => TlsOptions }>([
  { by: "its fingerprint", tls: ({ fingerprint256 }) => ({ fingerprint256 }) },
  { by: "its certificate as CA", tls: ({ certificatePem }) => ({ ca: certificatePem }) },
])("a commit over HTTPS to a device trusted by $by is proven", async ({ tls }) => {
  const { device, listener } = await startFastDevice();
  await using _listener = listener;
  await using sbc = await connect({
    host: listener.url,
    credentials,
    tls: tls(listener),
    schedule: { firstMs: 10 },
  });
  const result = await sbc.commit();
  expect(result.outcome).toBe("succeeded");
  expect(summary(result)).toEqual(allProven);
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
  expect(() => device.requireLock("anybody")).toThrow("User does not have the lock.");
});

test("rejects a device with another fingerprint before the first request", async () => {
  const { requests, listener } = await startFastDevice();
  await using _listener = listener;
  const fingerprint256 = listener.fingerprint256.replace(/^../, (first) =>
    first === "00" ? "01" : "00",
  );
  const connected = connect({ host: listener.url, credentials, tls: { fingerprint256 } });
  await expect(connected).rejects.toMatchObject({
    code: "tls-fingerprint-mismatch",
    message: expect.stringContaining(listener.fingerprint256),
  });
  expect(requests).toEqual([]);
});

test("a client waits for an operation that another client submitted", async () => {
  const { clock, connect, device } = createWorld({ durations: { activate: 10 * minute } });
  device.edit();
  device.issue("save", { by: "ACLI" });
  await clock.sleep(minute);

  const first = await connect();
  await first.lock();
  const activation = await first.activate();
  expect(await activation.wait({ timeoutMs: minute })).toMatchObject({ outcome: "timed-out" });
  const saved = JSON.stringify(activation);
  await first.close();

  await using second = await connect();
  const outcome = await second.attach(JSON.parse(saved)).wait();
  // The first client released the lock, so the versions confirm the outcome.
  expect(outcome).toMatchObject({ outcome: "succeeded", confidence: "documented" });
  expect(outcome.elapsedMs).toBeGreaterThanOrEqual(10 * minute);
  expect(outcome.elapsedMs).toBeLessThan(11 * minute);
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("holds the lock during an activation of one hour, with six tokens", async () => {
  const { clock, connect, device, lockIsFree } = createWorld({
    durations: { activate: 60 * minute },
  });
  device.edit();
  await using sbc = await connect();
  const renewals: number[] = [];
  const locked: boolean[] = [];
  const committed = sbc.commit({
    timeoutMs: 90 * minute,
    onEvent: (_, { type, elapsedMs }) => type === "token-renewed" && renewals.push(elapsedMs),
    onOperation: async ({ operation }) => {
      if (operation !== "activate") return;
      for (let passed = 0; passed < 60; passed++) {
        locked.push(!lockIsFree());
        await clock.sleep(minute);
      }
    },
  });
  const result = await committed;
  expect(summary(result)).toEqual(allProven);
  expect(renewals.length).toBeGreaterThanOrEqual(6);
  expect(locked).toEqual(Array(60).fill(true));
  expect(lockIsFree()).toBe(true);
});

test.concurrent("a commit with default options and default durations is proven", async () => {
  await using device = await startDevice();
  device.device.edit();
  await using sbc = await connect({
    host: device.url,
    credentials: { user: device.user, password: device.password },
    tls: { fingerprint256: device.fingerprint256 },
  });
  expect(summary(await sbc.commit())).toEqual(allProven);
}, 30_000);
