import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { Device } from "../device/device.ts";
import type { SetupOptions } from "../device/setup.ts";
import { HaPair } from "./ha-pair.ts";

const connection = { signal: new AbortController().signal, destroy() {} };

async function createPair(setup: SetupOptions = {}) {
  const clock = new ManualClock();
  const pair = new HaPair();
  const events: string[] = [];
  const names = ["sbc-a", "sbc-b"] as const;
  const devices = (["active", "standby"] as const).map((role, index) => {
    const device = new Device({
      ...(role === "active" && setup),
      users: [],
      clock,
      hostName: names[index] ?? "",
      peerName: names[1 - index] ?? "",
      ...(setup.assumptions && { assumptions: setup.assumptions }),
      initialState: { role, ...(role === "active" && setup.initialState) },
      onEvent: (event) => {
        events.push(`${names[index]} ${event.kind}`);
        pair.onEvent(index, event);
      },
    });
    pair.add(device);
    return device;
  });
  const handle = pair.handlerOf(() => new Response());
  const roles = async () => {
    await handle(new Request("https://sbc"), connection);
    return devices.map((device) => (device.isUp() ? device.systemStatus().role : "off"));
  };
  const [a, b] = devices;
  if (!a || !b) throw new Error("Expected two devices.");
  return { clock, a, b, events, roles };
}

test("reports each other, and the synchronization, as a pair", async () => {
  const { a, b, roles } = await createPair();
  expect(await roles()).toEqual(["active", "standby"]);
  expect(b.systemStatus()).toMatchObject({
    haPeerName: "sbc-a",
    haPeerRole: "active",
    haSyncState: a.systemStatus().haSyncState,
  });
});

test("copies the configurations of the active system to the standby", async () => {
  const { clock, a, b, roles } = await createPair({ initialState: { edited: { text: "new" } } });
  a.issue("save", { by: "ACLI" });
  clock.advance(1_000);
  a.issue("activate", { by: "ACLI" });
  clock.advance(3_000);
  await roles();
  expect(b.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
  expect(b.configurations()).toEqual(a.configurations());
});

test("the standby takes over while the active system reboots", async () => {
  const { clock, a, b, roles } = await createPair();
  a.reboot();
  clock.advance(5_000);
  expect(await roles()).toEqual(["off", "active"]);
  clock.advance(60_000);
  expect(await roles()).toEqual(["standby", "active"]);
  expect(b.systemStatus().switchOverLogs).toMatchObject([{ info: "Standby to Active" }]);
});

test("a reboot of the standby changes no role", async () => {
  const { clock, b, roles } = await createPair();
  b.reboot();
  clock.advance(5_000);
  expect(await roles()).toEqual(["active", "off"]);
  clock.advance(60_000);
  expect(await roles()).toEqual(["active", "standby"]);
});

test.each([0, 1])("a switchover at system %i changes both roles", async (index) => {
  const { clock, a, b, roles } = await createPair();
  (index === 0 ? a : b).switchOver();
  clock.advance(3_000);
  expect(await roles()).toEqual(["standby", "active"]);
  (index === 0 ? b : a).switchOver();
  clock.advance(3_000);
  expect(await roles()).toEqual(["active", "standby"]);
});

test.each([0, 1])("both systems report a switchover at system %i once", async (index) => {
  const { clock, a, b, events, roles } = await createPair();
  (index === 0 ? a : b).switchOver();
  clock.advance(3_000);
  await roles();
  expect(events.sort()).toEqual(["sbc-a switchedOver", "sbc-b switchedOver"]);
});

test("a takeover ends the sessions and the status of the new active system, if that is assumed", async () => {
  const { clock, a, b, events, roles } = await createPair({
    assumptions: { sessionsAfterSwitchover: "lost", statusAfterSwitchover: "blank" },
  });
  const token = b.issueToken({ name: "admin", administrator: true });
  b.issue("verify", { by: "ACLI" });
  expect(b.asyncStatus()).not.toEqual({});
  a.reboot();
  clock.advance(5_000);
  expect(await roles()).toEqual(["off", "active"]);
  expect(events).toContain("sbc-b switchedOver");
  expect(b.findToken(token)).toBeUndefined();
  expect(b.asyncStatus()).toEqual({});
});
