import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import type { Assumptions } from "./assumptions.ts";
import { Device, type DeviceOptions } from "./device.ts";
import { Refusal } from "./refusal.ts";

const admin = { name: "admin", password: "canary-in-the-mine", administrator: true };
const second = { name: "second", password: "canary-in-the-mine", administrator: true };
const lifetimeMs = 600_000;

function create(options: Partial<DeviceOptions> = {}) {
  const clock = new ManualClock();
  const device = new Device({ clock, users: [admin, second], ...options });
  const logIn = () => {
    const text = device.issueToken(admin);
    const token = device.findToken(text);
    if (!token) throw new Error("no token");
    return { text, token };
  };
  return { clock, device, logIn };
}

type Behavior = NonNullable<DeviceOptions["behavior"]>;

const refusal = (code: Refusal["code"]) => new Refusal(code);

test("a token is valid for exactly ten minutes", () => {
  const { clock, device, logIn } = create();
  const { text, token } = logIn();
  clock.advance(lifetimeMs - 1);
  expect(device.findToken(text)).toBe(token);
  clock.advance(1);
  expect(device.findToken(text)).toBeUndefined();
});

test("the lock is released when its token expires, and not before", () => {
  const { clock, device, logIn } = create();
  device.lock(logIn().token);
  clock.advance(lifetimeMs - 1);
  expect(() => device.lock(logIn().token)).toThrow(refusal("locked-by-another"));
  clock.advance(1);
  expect(() => device.lock("GUI")).not.toThrow();
});

test("the lock of an ACLI user does not expire", () => {
  const { clock, device } = create();
  device.lock("ACLI");
  clock.advance(100 * lifetimeMs);
  expect(() => device.lock("GUI")).toThrow(refusal("locked-by-another"));
  device.unlock("ACLI");
  expect(() => device.lock("GUI")).not.toThrow();
});

test("only its holder can release the lock", () => {
  const { device, logIn } = create();
  const { token } = logIn();
  expect(() => device.unlock(token)).toThrow(refusal("lock-not-held"));
  device.lock("ACLI");
  expect(() => device.unlock(token)).toThrow(refusal("locked-by-another"));
  expect(() => device.requireLock("ACLI")).not.toThrow();
});

test("a renewal passes the lock to the new token, beyond the lifetime of the old one", () => {
  const { clock, device, logIn } = create();
  const { text, token } = logIn();
  device.lock(token);
  clock.advance(lifetimeMs - 1);
  const renewed = device.findToken(device.renewToken(admin, text) ?? "");
  if (!renewed) throw new Error("not renewed");
  clock.advance(lifetimeMs - 1);
  expect(() => device.requireLock(renewed)).not.toThrow();
  clock.advance(1);
  expect(() => device.lock("GUI")).not.toThrow();
});

test("a second token of the same user does not hold the lock", () => {
  const { device, logIn } = create();
  device.lock(logIn().token);
  expect(() => device.requireLock(logIn().token)).toThrow(refusal("locked-by-another"));
});

test.each([
  { renewedToken: "revoked" as const, want: undefined },
  { renewedToken: "valid" as const, want: { id: 1, user: { name: "admin", administrator: true } } },
])("a renewed token is $renewedToken", ({ renewedToken, want }) => {
  const { device, logIn } = create({ assumptions: { renewedToken } });
  const { text, token } = logIn();
  device.lock(token);
  device.renewToken(admin, text);
  expect(device.findToken(text)).toEqual(want);
  expect(() => device.requireLock(token)).toThrow(refusal("locked-by-another"));
});

test("an expired token, and one of another user, is not renewed", () => {
  const { clock, device, logIn } = create();
  const { text, token } = logIn();
  expect(device.renewToken(second, text)).toBeUndefined();
  expect(device.findToken(text)).toBe(token);
  clock.advance(lifetimeMs);
  expect(device.renewToken(admin, text)).toBeUndefined();
  expect(device.renewToken(admin, "no token")).toBeUndefined();
});

test("a save and an activate change the versions when they end, unless they fail", () => {
  const behavior: Behavior = ({ operation, issuedAtMs }) => ({
    durationMs: 1000,
    ...(operation === "activate" && issuedAtMs < 2000 && { fail: "Not now." }),
  });
  const { clock, device } = create({ behavior });
  device.edit();
  device.issue("save", { by: "ACLI" });
  clock.advance(999);
  expect(device.configurationVersions()).toEqual({ currentVersion: 1, runningVersion: 1 });
  clock.advance(1);
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 1 });
  device.issue("activate", { by: "GUI" });
  clock.advance(1000);
  expect(device.asyncStatus().operationState).toMatchObject({ status: "fail" });
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 1 });
  device.issue("activate", { by: "GUI" });
  clock.advance(1000);
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("due events run in order, however late the device is called", () => {
  const { clock, device } = create({ assumptions: { secondRequest: "replaces" } });
  device.edit();
  device.issue("activate", { by: "ACLI" });
  device.issue("save", { by: "ACLI" });
  clock.advance(3_600_000);
  // The save ended after one second, before the activate after three.
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("`behavior` receives the request, its issuer and time, without a secret", () => {
  const requests: unknown[] = [];
  const behavior: Behavior = (request) => {
    requests.push(request);
    return { durationMs: 0 };
  };
  const { clock, device, logIn } = create({ behavior });
  const { token } = logIn();
  clock.advance(500);
  device.issue({ operation: "backup", backupSource: "saved", filename: "a" }, { by: token });
  const by = { id: 1, user: { name: "admin", administrator: true } };
  expect(requests).toEqual([
    { operation: "backup", backupSource: "saved", filename: "a", by, issuedAtMs: 500 },
  ]);
});

test.each([
  { operation: "verify" as const, wantMs: 1000 },
  { operation: "save" as const, wantMs: 1000 },
  { operation: "activate" as const, wantMs: 3000 },
])("$operation takes $wantMs ms by default", ({ operation, wantMs }) => {
  const { clock, device } = create();
  device.issue(operation, { by: "ACLI" });
  clock.advance(wantMs - 1);
  expect(device.asyncStatus().operationState?.status).toBe("inProgress");
  clock.advance(1);
  expect(device.asyncStatus().operationState?.status).toBe("success");
});

test("one duration can be set without changing the others", () => {
  const { clock, device } = create({ durations: { save: 10 } });
  device.issue("save", { by: "ACLI" });
  clock.advance(10);
  expect(device.asyncStatus().operationState?.status).toBe("success");
  device.issue("verify", { by: "ACLI" });
  clock.advance(999);
  expect(device.asyncStatus().operationState?.status).toBe("inProgress");
});

function reboot(assumptions: Partial<Assumptions> = {}) {
  const created = create({ assumptions });
  const { clock, device, logIn } = created;
  const { text, token } = logIn();
  device.lock(token);
  device.edit({ fault: "not saved" });
  device.issue("activate", { by: token });
  device.reboot();
  return {
    ...created,
    text,
    token,
    goDown: () => clock.advance(5000),
    boot: () => clock.advance(60_000),
  };
}

test("a reboot ends tokens and the lock, drops unsaved edits and resets the uptime", () => {
  const { clock, device, text, goDown, boot } = reboot();
  goDown();
  boot();
  expect(device.systemStatus().uptimeSeconds).toBe(0);
  expect(device.findToken(text)).toBeUndefined();
  expect(() => device.lock("GUI")).not.toThrow();
  device.issue("verify", { by: "GUI" });
  clock.advance(1000);
  expect(device.asyncStatus().operationState?.status).toBe("success");
});

test("a reboot releases the lock of an ACLI user", () => {
  const { clock, device } = create();
  device.lock("ACLI");
  device.reboot();
  clock.advance(65_000);
  expect(() => device.lock("GUI")).not.toThrow();
});

test("a reboot clears the status and interrupts the running request without an effect", () => {
  const { clock, device } = create();
  device.edit();
  device.reboot();
  clock.advance(4500);
  device.issue("save", { by: "ACLI" });
  clock.advance(500 + 60_000);
  expect(device.asyncStatus()).toEqual({});
  clock.advance(60_000);
  expect(device.configurationVersions()).toEqual({ currentVersion: 1, runningVersion: 1 });
});

test("a status kept over a reboot stays in progress until another request is issued", () => {
  const { clock, device } = create({ assumptions: { statusAfterReboot: "kept" } });
  device.reboot();
  clock.advance(4500);
  device.issue("save", { by: "ACLI" });
  clock.advance(500 + 60_000 + 60_000);
  expect(device.asyncStatus().operationState).toEqual({ operation: "save", status: "inProgress" });
  device.issue("verify", { by: "ACLI" });
  clock.advance(1000);
  expect(device.asyncStatus().operationState).toEqual({ operation: "verify", status: "success" });
});

test("a device that is off refuses all calls", () => {
  const { device, token, goDown, boot } = reboot();
  expect(device.isUp()).toBe(true);
  goDown();
  expect(device.isUp()).toBe(false);
  for (const ask of [
    () => device.asyncStatus(),
    () => device.configurationVersions(),
    () => device.edit(),
    () => device.findToken("x"),
    () => device.issue("save", { by: "ACLI" }),
    () => device.issueToken(admin),
    () => device.lock("ACLI"),
    () => device.reboot(),
    () => device.renewToken(admin, "x"),
    () => device.requireLock(token),
    () => device.switchOver(),
    () => device.systemStatus(),
    () => device.unlock(token),
  ]) {
    expect(ask).toThrow(refusal("off"));
  }
  boot();
  expect(device.isUp()).toBe(true);
});

test("a switchover changes the role", () => {
  const { clock, device } = create({ peerName: "sbc-b" });
  device.switchOver();
  clock.advance(5000);
  expect(device.systemStatus()).toMatchObject({ hostName: "sbc", role: "standby" });
});

test.each([
  { users: [admin, { ...second, name: "admin" }], name: "two users with the same name" },
  { users: [{ ...admin, name: "ad:min" }], name: "a user name with a colon" },
])("refuses $name", ({ users }) => {
  expect(() => new Device({ users })).toThrow(RangeError);
});

test.each([
  { options: { durations: { save: -1 } }, name: "save" },
  { options: { durations: { boot: Number.NaN } }, name: "boot" },
  { options: { assumptions: { registrationDelay: -1 } }, name: "registrationDelay" },
])("refuses an invalid duration and names it: $name", ({ options, name }) => {
  expect(() => create(options)).toThrow(new RegExp(`for ${name},`));
});

test("the versions can keep their previous values for a while after each request", () => {
  const { clock, device } = create({
    assumptions: { versionsLag: "1 s" },
    durations: { activate: 500 },
  });
  device.edit();
  device.issue("save", { by: "ACLI" });
  clock.advance(1_000);
  device.issue("activate", { by: "ACLI" });
  const shown = [999, 1, 499, 1].map((ms) => {
    clock.advance(ms);
    const { currentVersion, runningVersion } = device.configurationVersions();
    return [currentVersion, runningVersion];
  });
  expect(shown).toEqual([
    [1, 1],
    [2, 1],
    [2, 1],
    [2, 2],
  ]);
});
