import { expect, test } from "vitest";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-errors.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";

const minute = 60_000;
const basic = `Basic ${btoa("admin:secret-canary-in-the-mine")}`;

test("logging in asks for one token, and every request carries it", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.status();
  await sbc.versions();
  expect(device.calls.map(({ id, authorization }) => [id, authorization])).toEqual([
    ["requestToken", basic],
    ["getAsyncStatus", "Bearer token-1"],
    ["getConfigurationVersions", "Bearer token-1"],
  ]);
});

test("wrong credentials show when connecting, and the transport is closed", async () => {
  let closed = () => false;
  const connecting = virtualSbc({}, (device) => {
    closed = () => device.closed;
    device.next.requestToken = [{ status: 401, reason: "Client not authorized." }];
  });
  await expect(connecting).rejects.toMatchObject({ code: "unauthorized" });
  expect(closed()).toBe(true);
});

test("the token is renewed at 60 % of its life, with the old one in the form", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(6 * minute - 1);
  await sbc.status();
  expect(device.ids("requestToken")).toHaveLength(1);
  await clock.sleep(1);
  await sbc.status();
  const renewal = device.calls.filter(({ id }) => id === "requestToken").at(1);
  expect(renewal).toMatchObject({ authorization: basic, body: "token=token-1" });
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-2");
});

test("the name of the form field can be set", async () => {
  const { sbc, device, clock } = await virtualSbc({ renewalField: "accessToken" });
  await clock.sleep(6 * minute);
  await sbc.status();
  expect(device.calls.at(1)?.body).toBe("accessToken=token-1");
});

test("requests at the same time share one renewal", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(7 * minute);
  await Promise.all([sbc.status(), sbc.versions(), sbc.systemStatus()]);
  expect(device.ids("requestToken")).toHaveLength(2);
});

test("a renewal that fails leaves the old token in use and is tried again", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(6 * minute);
  device.next.requestToken = [{ fails: "timeout" }];
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-1");
  await clock.sleep(minute);
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-2");
});

test("a renewal that fails is tried again after a sixtieth of the token's life", async () => {
  const { sbc, device, clock } = await virtualSbc({ tokenLifetimeMs: minute });
  await sbc.lock();
  device.next.requestToken = [{ fails: "timeout" }];
  await clock.sleep(38_000);
  const renewals = device.calls.filter(({ id }) => id === "requestToken").slice(1);
  expect(renewals.map(({ at }) => at)).toEqual([36_000, 37_000]);
});

test("a token that has ended is replaced by a new login where no lock is held", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(10 * minute);
  await sbc.status();
  expect(device.calls.at(1)).toMatchObject({ id: "requestToken", body: undefined });
});

test("a held lock keeps its token alive, also where nothing else asks the device", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  await clock.sleep(59 * minute);
  const renewals = device.calls.filter(({ id }) => id === "requestToken").slice(1);
  expect(renewals.map(({ at }) => at / minute)).toEqual([6, 12, 18, 24, 30, 36, 42, 48, 54]);
  await lock.release();
  await clock.sleep(60 * minute);
  expect(device.ids("requestToken")).toHaveLength(10);
});

test("a renewal is due once, however the fractions of the milliseconds round", async () => {
  for (let times = 1; times <= 20; times++) {
    const { sbc, device, clock } = await virtualSbc();
    await clock.sleep(10 * minute + times * Math.PI);
    await sbc.status();
    await clock.sleep(times * Math.E);
    await sbc.lock();
    await clock.sleep(59 * minute);
    expect(device.ids("requestToken")).toHaveLength(11);
  }
});

test("a token that has ended with the lock is the end of the lock, not a new login", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await sbc.lock();
  device.next.requestToken = Array.from({ length: 99 }, () => ({ fails: "timeout" as const }));
  await clock.sleep(10 * minute);
  const logins = device.calls.filter(({ id, body }) => id === "requestToken" && body === undefined);
  await expect(sbc.status()).rejects.toMatchObject({ reason: "token-expired" });
  expect(logins).toHaveLength(1);
});

test("a token refused early is replaced, and a request that reads is repeated once", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getAsyncStatus = [{ status: 401 }];
  await sbc.status();
  expect(device.ids()).toEqual([
    "requestToken",
    "getAsyncStatus",
    "requestToken",
    "getAsyncStatus",
  ]);
  expect(device.calls.at(2)?.body).toBeUndefined();
});

test("a token refused early while the lock is held is renewed, not replaced", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  await sbc.status();
  expect(device.calls.at(-2)).toMatchObject({ id: "requestToken", body: "token=token-1" });
});

test("a token refused early that cannot be renewed is the end of the lock", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toMatchObject({ code: "lock-lost" });
});

test("a request that changes something is never repeated", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.saveVerifyOrRestore = [{ status: 401 }];
  await expect(sbc.save()).rejects.toBeInstanceOf(DeviceError);
  expect(device.ids("saveVerifyOrRestore")).toHaveLength(1);
});

test("an abort ends the caller's wait for a shared login, not the login", async () => {
  const { sbc, clock } = await virtualSbc();
  await clock.sleep(10 * minute);
  const abort = new AbortController();
  const aborted = sbc.status({ signal: abort.signal });
  const other = sbc.status();
  abort.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  await expect(other).resolves.toBeUndefined();
});

test("neither password nor token is in what is printed of a client", async () => {
  const { inspect } = await import("node:util");
  const { sbc } = await virtualSbc();
  const printed = inspect(sbc, { depth: 10, showHidden: true }) + JSON.stringify(sbc);
  expect(printed).not.toMatch(/secret-canary-in-the-mine|token-1|Basic/);
});

test("requests that are refused at the same time share the new token", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.getConfigurationVersions = [{ status: 401 }];
  await Promise.all([sbc.status(), sbc.versions()]);
  expect(device.ids("requestToken")).toHaveLength(2);
  expect(device.calls.slice(-2).map(({ authorization }) => authorization)).toEqual([
    "Bearer token-2",
    "Bearer token-2",
  ]);
});

test("a refused request does not replace a token that was replaced meanwhile", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const regular = device.request.bind(device);
  // This answer is slow: in the meantime, the token that it was asked with is renewed.
  device.request = async (request) => {
    const slow =
      request.url.pathname.endsWith("versions") &&
      request.headers.authorization === "Bearer token-1";
    if (slow) await clock.sleep(7 * minute);
    if (slow) device.next.getConfigurationVersions = [{ status: 401 }];
    return regular(request);
  };
  const versions = sbc.versions();
  await clock.sleep(6.5 * minute);
  await sbc.status();
  await versions;
  expect(device.ids("requestToken")).toHaveLength(2);
});

test("a renewal waits for a request under way that is not repeated", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await sbc.lock();
  const regular = device.request.bind(device);
  device.request = async (request) => {
    if (request.method === "PUT") await clock.sleep(123_456);
    return regular(request);
  };
  await clock.sleep(5 * minute);
  await sbc.verify();
  await clock.sleep(minute);
  const order = device.ids("requestToken", "saveVerifyOrRestore");
  expect(order).toEqual(["requestToken", "saveVerifyOrRestore", "requestToken"]);
  expect(device.calls.at(-1)).toMatchObject({ id: "requestToken", at: 5 * minute + 123_456 });
});

test("a renewal of a refused token that has no answer is no loss of the lock yet", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }, { status: 401 }];
  device.next.requestToken = [{ fails: "timeout" }];
  await expect(sbc.status()).rejects.toMatchObject({ code: "timeout" });
  await sbc.status();
  expect(device.calls.at(-2)).toMatchObject({ id: "requestToken", body: "token=token-1" });
});

test.for([
  ["with a space", "a b"],
  ["with a line end", "a\nx-injected: 1"],
  ["with another script", "токен"],
  ["that is empty", ""],
] as const)("a token %s is refused: it goes into a header", async ([, accessToken]) => {
  const body = `<response><data><accessToken>${accessToken}</accessToken></data></response>`;
  const connecting = virtualSbc({}, (device) => {
    device.next.requestToken = [{ status: 200, body }];
  });
  await expect(connecting).rejects.toMatchObject({
    code: "undecodable",
    operationId: "requestToken",
  });
  await expect(connecting).rejects.toThrow("cannot be sent in a header");
});

test("a lock that is lost says why", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401, reason: "Client not authorized." }];
  device.next.requestToken = [{ status: 401 }];
  const error = await sbc.status().catch((thrown) => thrown);
  expect(error.message).toBe(
    "The configuration lock is lost: the device refused its token and its renewal. Acquire it again.",
  );
  expect(error.reason).toBe("token-refused");
  expect(error.cause).toMatchObject({ messages: [{ errorMessage: "Client not authorized." }] });
});

test("once the lock is lost, the session logs in anew and goes on without it", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toThrow(LockLostError);
  await sbc.status();
  expect(device.calls.at(-2)).toMatchObject({ id: "requestToken", body: undefined });
  await sbc.close();
  expect(device.ids("unlockConfiguration")).toEqual([]);
  expect(device.ids("requestToken")).toHaveLength(3);
});

test("without the lock, a session in whose hands nothing is asks for nothing", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toThrow(LockLostError);
  const calls = device.calls.length;
  await clock.sleep(60 * minute);
  expect(device.calls).toHaveLength(calls);
});

test("what is asked while a request is under way that is not repeated goes with the old token", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const regular = device.request.bind(device);
  device.request = async (request) => {
    if (request.method === "PUT") await clock.sleep(2 * minute);
    return regular(request);
  };
  await clock.sleep(5 * minute);
  const verifying = sbc.verify();
  await clock.sleep(1.5 * minute);
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-1");
  await verifying;
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-2");
});
