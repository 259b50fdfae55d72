import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import type { Assumptions } from "./assumptions.ts";
import { Device } from "./device.ts";
import type { DeviceOptions } from "./device-options.ts";
import type { BehaviorOf } from "./plan.ts";
import { Refusal } from "./refusal.ts";

const admin = { name: "admin", password: "canary-in-the-mine", administrator: true };
const second = { name: "second", password: "canary-in-the-mine", administrator: true };
const lifeMs = 600_000;

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

const refusal = (code: Refusal["code"]) => new Refusal(code);

test("a token lives ten minutes, to the millisecond", () => {
  const { clock, device, logIn } = create();
  const { text, token } = logIn();
  clock.advance(lifeMs - 1);
  expect(device.findToken(text)).toBe(token);
  clock.advance(1);
  expect(device.findToken(text)).toBeUndefined();
});

test("the lock is free when the token of its holder expires, and not before", () => {
  const { clock, device, logIn } = create();
  device.lock(logIn().token);
  clock.advance(lifeMs - 1);
  expect(() => device.lock(logIn().token)).toThrow(refusal("locked-by-another"));
  clock.advance(1);
  expect(() => device.lock("GUI")).not.toThrow();
});

test("the lock of an ACLI user does not expire", () => {
  const { clock, device } = create();
  device.lock("ACLI");
  clock.advance(100 * lifeMs);
  expect(() => device.lock("GUI")).toThrow(refusal("locked-by-another"));
  device.unlock("ACLI");
  expect(() => device.lock("GUI")).not.toThrow();
});

test("only the holder of the lock gives it up", () => {
  const { device, logIn } = create();
  const { token } = logIn();
  expect(() => device.unlock(token)).toThrow(refusal("lock-not-held"));
  device.lock("ACLI");
  expect(() => device.unlock(token)).toThrow(refusal("locked-by-another"));
  expect(() => device.requireLock("ACLI")).not.toThrow();
});

test("a renewal takes the lock along, beyond the life of the token before", () => {
  const { clock, device, logIn } = create();
  const { text, token } = logIn();
  device.lock(token);
  clock.advance(lifeMs - 1);
  const renewed = device.findToken(device.renewToken(admin, text) ?? "");
  if (!renewed) throw new Error("not renewed");
  clock.advance(lifeMs - 1);
  expect(() => device.requireLock(renewed)).not.toThrow();
  clock.advance(1);
  expect(() => device.lock("GUI")).not.toThrow();
});

test("a login beside the token that holds the lock does not hold it", () => {
  const { device, logIn } = create();
  device.lock(logIn().token);
  expect(() => device.requireLock(logIn().token)).toThrow(refusal("locked-by-another"));
});

test.each([
  { renewedToken: "revoked" as const, want: undefined },
  { renewedToken: "valid" as const, want: { id: 1, user: { name: "admin", administrator: true } } },
])("after its renewal a token is $renewedToken", ({ renewedToken, want }) => {
  const { device, logIn } = create({ assumptions: { renewedToken } });
  const { text, token } = logIn();
  device.lock(token);
  device.renewToken(admin, text);
  expect(device.findToken(text)).toEqual(want);
  expect(() => device.requireLock(token)).toThrow(refusal("locked-by-another"));
});

test("a token is not renewed once it has expired, nor for another user", () => {
  const { clock, device, logIn } = create();
  const { text, token } = logIn();
  expect(device.renewToken(second, text)).toBeUndefined();
  expect(device.findToken(text)).toBe(token);
  clock.advance(lifeMs);
  expect(device.renewToken(admin, text)).toBeUndefined();
  expect(device.renewToken(admin, "no token")).toBeUndefined();
});

test("a save and an activate move the versions at their ends, and a failure moves nothing", () => {
  const behavior: BehaviorOf = ({ operation, issuedAtMs }) => ({
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

test("all that was due happens in its order, however late the device is asked", () => {
  const { clock, device } = create({ assumptions: { secondRequest: "replaces" } });
  device.edit();
  device.issue("activate", { by: "ACLI" });
  device.issue("save", { by: "ACLI" });
  clock.advance(3_600_000);
  // The save ended after one second, before the activate after three.
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("the plan is told who issues what and when, without a secret", () => {
  const planned: unknown[] = [];
  const behavior: BehaviorOf = (request) => {
    planned.push(request);
    return { durationMs: 0 };
  };
  const { clock, device, logIn } = create({ behavior });
  const { token } = logIn();
  clock.advance(500);
  device.issue({ operation: "backup", backupSource: "saved", filename: "a" }, { by: token });
  const by = { id: 1, user: { name: "admin", administrator: true } };
  expect(planned).toEqual([
    { operation: "backup", backupSource: "saved", filename: "a", by, issuedAtMs: 500 },
  ]);
});

test.each([
  { operation: "verify" as const, wantMs: 1000 },
  { operation: "save" as const, wantMs: 1000 },
  { operation: "activate" as const, wantMs: 3000 },
])("unless told otherwise, $operation takes $wantMs ms", ({ operation, wantMs }) => {
  const { clock, device } = create();
  device.issue(operation, { by: "ACLI" });
  clock.advance(wantMs - 1);
  expect(device.asyncStatus().operationState?.status).toBe("inProgress");
  clock.advance(1);
  expect(device.asyncStatus().operationState?.status).toBe("success");
});

test("a device can be told how long something takes, and the rest stays", () => {
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
    goOff: () => clock.advance(5000),
    boot: () => clock.advance(60_000),
  };
}

test("a reboot loses tokens, the lock and what was not saved, and begins the uptime again", () => {
  const { clock, device, text, goOff, boot } = reboot();
  goOff();
  boot();
  expect(device.systemStatus().uptimeSeconds).toBe(0);
  expect(device.findToken(text)).toBeUndefined();
  expect(() => device.lock("GUI")).not.toThrow();
  device.issue("verify", { by: "GUI" });
  clock.advance(1000);
  expect(device.asyncStatus().operationState?.status).toBe("success");
});

test("an ACLI user's lock does not outlive a reboot", () => {
  const { clock, device } = create();
  device.lock("ACLI");
  device.reboot();
  clock.advance(65_000);
  expect(() => device.lock("GUI")).not.toThrow();
});

test("after a reboot the status is blank, and a request that it cut short takes no effect", () => {
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

test("a status that a reboot keeps stays in progress, until another request is issued", () => {
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

test("a device that is off answers nobody", () => {
  const { device, token, goOff, boot } = reboot();
  expect(device.isUp()).toBe(true);
  goOff();
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

test("a switchover shows in the role", () => {
  const { clock, device } = create({ peerName: "sbc-b" });
  device.switchOver();
  clock.advance(5000);
  expect(device.systemStatus()).toMatchObject({ hostName: "sbc", role: "standby" });
});

test.each([
  { users: [admin, { ...second, name: "admin" }], name: "two users of one name" },
  { users: [{ ...admin, name: "ad:min" }], name: "a name with a colon" },
])("$name cannot be", ({ users }) => {
  expect(() => new Device({ users })).toThrow(RangeError);
});

test.each([
  { options: { durations: { save: -1 } }, name: "save" },
  { options: { durations: { boot: Number.NaN } }, name: "boot" },
  { options: { assumptions: { registrationDelay: -1 } }, name: "registrationDelay" },
])("a length of time that cannot be is refused by its name, $name", ({ options, name }) => {
  expect(() => create(options)).toThrow(new RegExp(`for ${name},`));
});
