import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { Device } from "./device.ts";
import type { InitialState } from "./setup.ts";

function create(initialState: InitialState) {
  const clock = new ManualClock();
  return { clock, device: new Device({ clock, users: [], initialState }) };
}

test("a device starts blank by default", () => {
  const { device } = create({});
  const content = { text: "initial" };
  expect(device.configurations()).toEqual({
    editing: content,
    saved: content,
    running: content,
    backups: {},
  });
  expect(device.asyncStatus()).toEqual({});
  expect(device.systemStatus().uptimeSeconds).toBe(0);
  expect(() => device.lock("ACLI")).not.toThrow();
});

test("the running, saved and editing configurations can differ", () => {
  const { device } = create({
    running: { text: "one" },
    saved: { text: "two" },
    edited: { text: "three", fault: "a fault" },
  });
  expect(device.configurations()).toMatchObject({
    editing: { text: "three", fault: "a fault" },
    saved: { text: "two" },
    running: { text: "one" },
  });
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 1 });
});

test("uptime and a lock holder can be set", () => {
  const { device } = create({ uptime: 90_500, lockedBy: "Ines" });
  expect(device.systemStatus().uptimeSeconds).toBe(90);
  expect(() => device.lock("ACLI")).toThrow("Resource locked by another user");
  device.unlock("Ines");
});

test.each<{ lastRequest: NonNullable<InitialState["lastRequest"]>; want: object }>([
  {
    lastRequest: { operation: "save", status: "success" },
    want: { operation: "save", status: "success" },
  },
  {
    lastRequest: { operation: "save", status: "fail", reason: "Disk full." },
    want: { operation: "save", status: "fail", errorMessage: "Disk full." },
  },
])("asyncstatus can show a finished request: $want", ({ lastRequest, want }) => {
  const { device } = create({ lastRequest });
  expect(device.asyncStatus().operationState).toEqual(want);
  expect(() => device.issue("verify", { by: "ACLI" })).not.toThrow();
});

test("asyncstatus can show a request in progress, which ends and takes effect", () => {
  const { clock, device } = create({
    saved: { text: "two" },
    lastRequest: { operation: "activate", status: "inProgress", endsIn: 5_000 },
  });
  clock.advance(4_999);
  expect(device.asyncStatus().operationState).toEqual({
    operation: "activate",
    status: "inProgress",
  });
  clock.advance(1);
  expect(device.asyncStatus().operationState?.status).toBe("success");
  expect(device.configurations().running).toEqual({ text: "two" });
});
