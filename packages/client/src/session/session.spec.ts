import { VirtualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { connect } from "../connect.ts";
import { type ConnectOptions, connectWith } from "../connect-with.ts";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-errors.ts";
import { FakeDevice } from "../testing/fake-device.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";

const minute = 60_000;
const basic = `Basic ${btoa("admin:secret-canary-in-the-mine")}`;

test("logs in once and sends the token with every request", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.status();
  await sbc.versions();
  expect(device.calls.map(({ id, authorization }) => [id, authorization])).toEqual([
    ["requestToken", basic],
    ["getAsyncStatus", "Bearer token-1"],
    ["getConfigurationVersions", "Bearer token-1"],
  ]);
});

test("connecting fails with wrong credentials, and leaves the caller's transport open", async () => {
  let closed = () => true;
  const connecting = virtualSbc({}, (device) => {
    closed = () => device.closed;
    device.next.requestToken = [{ status: 401, reason: "Client not authorized." }];
  });
  await expect(connecting).rejects.toMatchObject({ code: "unauthorized" });
  expect(closed()).toBe(false);
});

test("connecting fails with wrong credentials, and closes the transport that it made", async () => {
  const device = new FakeDevice(new VirtualClock());
  device.next.requestToken = [{ status: 401, reason: "Client not authorized." }];
  const credentials = { user: "admin", password: "secret-canary-in-the-mine" };
  const connecting = connectWith({ host: "192.0.2.1", credentials }, () => device);
  await expect(connecting).rejects.toMatchObject({ code: "unauthorized" });
  expect(device.closed).toBe(true);
});

test("asks for the credentials at each login and renewal, and hides all of them", async () => {
  const passwords = ["first-canary-in-the-mine", "second-canary-in-the-mine"];
  let asked = 0;
  const { sbc, device, clock } = await virtualSbc({
    credentials: async () => ({ user: "admin", password: passwords[asked++] ?? "unexpected" }),
  });
  await clock.sleep(6 * minute);
  await sbc.status();
  const sent = device.calls.filter(({ id }) => id === "requestToken");
  expect(sent.map(({ authorization }) => authorization)).toEqual(
    passwords.map((password) => `Basic ${btoa(`admin:${password}`)}`),
  );
  device.next.getAsyncStatus = [{ status: 403, reason: `not for ${passwords.join(" or ")}` }];
  await expect(sbc.status()).rejects.toMatchObject({
    messages: [{ errorMessage: "not for (password) or (password)" }],
  });
});

test.for([
  ["no host", { credentials: { user: "admin", password: "x" } }, "host"],
  ["no credentials", { host: "192.0.2.1" }, "credentials"],
  ["no password", { host: "192.0.2.1", credentials: { user: "admin" } }, "credentials"],
])("plain JavaScript with %s gets an OptionError", async ([, options, option]) => {
  const connecting = connect(options as unknown as ConnectOptions);
  await expect(connecting).rejects.toMatchObject({ name: "OptionError", option });
});

test("renews the token at 60% of its lifetime, sending the old one in the form", async () => {
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

test("uses the form field of the option renewalField", async () => {
  const { sbc, device, clock } = await virtualSbc({ renewalField: "accessToken" });
  await clock.sleep(6 * minute);
  await sbc.status();
  expect(device.calls.at(1)?.body).toBe("accessToken=token-1");
});

test("renews with the bare token as the body if renewalField is false", async () => {
  const { sbc, device, clock } = await virtualSbc({ renewalField: false });
  await clock.sleep(6 * minute);
  await sbc.status();
  expect(device.calls.at(1)?.body).toBe("token-1");
});

test("concurrent requests share one renewal", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(7 * minute);
  await Promise.all([sbc.status(), sbc.versions(), sbc.systemStatus()]);
  expect(device.ids("requestToken")).toHaveLength(2);
});

test("keeps the old token if the renewal fails, and retries", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(6 * minute);
  device.next.requestToken = [{ fails: "timeout" }];
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-1");
  await clock.sleep(minute);
  await sbc.status();
  expect(device.calls.at(-1)?.authorization).toBe("Bearer token-2");
});

test("retries a failed renewal after a sixtieth of the token's lifetime", async () => {
  const { sbc, device, clock } = await virtualSbc({ tokenLifetimeMs: minute });
  await sbc.lock();
  device.next.requestToken = [{ fails: "timeout" }];
  await clock.sleep(38_000);
  const renewals = device.calls.filter(({ id }) => id === "requestToken").slice(1);
  expect(renewals.map(({ at }) => at)).toEqual([36_000, 37_000]);
});

test("replaces an expired token by a login if no lock is held", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await clock.sleep(10 * minute);
  await sbc.status();
  expect(device.calls.at(1)).toMatchObject({ id: "requestToken", body: undefined });
});

test("renews the token of a held lock without other requests", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const lock = await sbc.lock();
  await clock.sleep(59 * minute);
  const renewals = device.calls.filter(({ id }) => id === "requestToken").slice(1);
  expect(renewals.map(({ at }) => at / minute)).toEqual([6, 12, 18, 24, 30, 36, 42, 48, 54]);
  await lock.release();
  await clock.sleep(60 * minute);
  expect(device.ids("requestToken")).toHaveLength(10);
});

test("renews once if fractions of milliseconds are rounded", async () => {
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

test("reports the lock as lost if its token expires, instead of logging in", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await sbc.lock();
  device.next.requestToken = Array.from({ length: 99 }, () => ({ fails: "timeout" as const }));
  await clock.sleep(10 * minute);
  const logins = device.calls.filter(({ id, body }) => id === "requestToken" && body === undefined);
  await expect(sbc.status()).rejects.toMatchObject({ reason: "token-expired" });
  expect(logins).toHaveLength(1);
});

test("replaces a token that is refused early, and repeats a GET once", async () => {
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

test("renews a token that is refused early while the lock is held", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  await sbc.status();
  expect(device.calls.at(-2)).toMatchObject({ id: "requestToken", body: "token=token-1" });
});

test("reports the lock as lost if a refused token cannot be renewed", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toMatchObject({ code: "lock-lost" });
});

test("never repeats a request that is not a GET", async () => {
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

test("printing a client reveals neither password nor token", async () => {
  const { inspect } = await import("node:util");
  const { sbc } = await virtualSbc();
  const printed = inspect(sbc, { depth: 10, showHidden: true }) + JSON.stringify(sbc);
  expect(printed).not.toMatch(/secret-canary-in-the-mine|token-1|Basic/);
});

test("requests that are refused concurrently share the new token", async () => {
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

test("does not replace a token again if another request replaced it", async () => {
  const { sbc, device, clock } = await virtualSbc();
  const regular = device.request.bind(device);
  // This response is slow: the token of the request is renewed before it arrives.
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

test("delays a renewal until a request in flight that is not a GET has ended", async () => {
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

test("keeps the lock if the renewal of a refused token has no response", async () => {
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
] as const)("refuses a token %s, because it is sent in a header", async ([, accessToken]) => {
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

test("reports why the lock was lost", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401, reason: "Client not authorized." }];
  device.next.requestToken = [{ status: 401 }];
  const error = await sbc.status().catch((thrown) => thrown);
  expect(error.message).toBe(
    "The configuration lock was lost: the device rejected its token. Acquire it again.",
  );
  expect(error.reason).toBe("token-refused");
  expect(error.cause).toMatchObject({ messages: [{ errorMessage: "Client not authorized." }] });
});

test("logs in again and continues without the lock after it is lost", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toThrow(LockLostError);
  await sbc.status();
  expect(device.calls.at(-2)).toMatchObject({ id: "requestToken", body: undefined });
  await sbc.close();
  // The refused token may still have the lock.
  const unlocks = device.calls.filter(({ id }) => id === "unlockConfiguration");
  expect(unlocks.map(({ authorization }) => authorization)).toEqual(["Bearer token-1"]);
  expect(device.ids("requestToken")).toHaveLength(3);
});

test("an idle session without the lock sends no requests", async () => {
  const { sbc, device, clock } = await virtualSbc();
  await sbc.lock();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.requestToken = [{ status: 401 }];
  await expect(sbc.status()).rejects.toThrow(LockLostError);
  const calls = device.calls.length;
  await clock.sleep(60 * minute);
  expect(device.calls).toHaveLength(calls);
});

test("uses the old token while a request that is not a GET is in flight", async () => {
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

test("sends any other request with the token, and repeats only a GET after a new one", async () => {
  const { sbc, device } = await virtualSbc();
  const path = "configuration/configElements";
  device.next.getConfigElements = [{ status: 401 }];
  device.next.addConfigElement = [{ status: 401 }];
  await sbc.request({ path });
  await expect(sbc.request({ method: "POST", path, body: "<x/>" })).rejects.toMatchObject({
    code: "unauthorized",
  });
  const sent = device.calls.filter(({ id }) => id !== "requestToken");
  expect(sent.map(({ id, authorization, body }) => [id, authorization, body])).toEqual([
    ["getConfigElements", "Bearer token-1", undefined],
    ["getConfigElements", "Bearer token-2", undefined],
    ["addConfigElement", "Bearer token-2", "<x/>"],
  ]);
});
