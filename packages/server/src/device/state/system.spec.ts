import { expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../assumptions.ts";
import { defaultDurations } from "../durations.ts";
import { EventQueue } from "../event-queue.ts";
import { Refusal } from "../refusal.ts";
import { System, type SystemEvent } from "./system.ts";

function create({ peerName, ...assumptions }: Partial<Assumptions> & { peerName?: string } = {}) {
  const agenda = new EventQueue<SystemEvent>((event, atMs) => system.happen(event, atMs));
  let timesOff = 0;
  const system = new System(
    {
      hostName: "sbc-a",
      peerName,
      healthScorePercent: 100,
      agenda,
      assumptions: { ...defaultAssumptions, ...assumptions },
      durations: defaultDurations,
      onOff: () => {
        agenda.cancel(() => true);
        timesOff += 1;
      },
    },
    1000,
  );
  return { agenda, system, timesOff: () => timesOff };
}

test("a system alone says since when it is up, its name, its state, role and health", () => {
  expect(create().system.status(62_999)).toEqual({
    uptimeSeconds: 61,
    hostName: "sbc-a",
    systemState: "online",
    role: "standalone",
    healthScorePercent: 100,
  });
});

test("the uptime can be in the element of the vendor's schema", () => {
  const status = create({ uptimeElement: "upTime" }).system.status(2000);
  expect(status).toMatchObject({ upTime: 1 });
  expect(status).not.toHaveProperty("uptimeSeconds");
});

test("a system of a pair is the active one, and names its peer", () => {
  expect(create({ peerName: "sbc-b" }).system.status(1000)).toMatchObject({
    role: "active",
    haPeerName: "sbc-b",
    haPeerRole: "standby",
    haSwitchOvers: 0,
  });
});

test("a switchover changes the roles when its time is over, and another changes them back", () => {
  const { agenda, system } = create({ peerName: "sbc-b" });
  system.switchOver(0);
  agenda.runUntil(2999);
  expect(system.status(2999)).toMatchObject({ role: "active", haSwitchOvers: 0 });
  agenda.runUntil(3000);
  const after = { role: "standby", haPeerRole: "active", haSwitchOvers: 1 };
  expect(system.status(3000)).toMatchObject(after);
  system.switchOver(3000);
  agenda.runUntil(6000);
  expect(system.status(6000)).toMatchObject({ role: "active", haSwitchOvers: 2 });
});

test("a switchover that is asked for twice is one", () => {
  const { agenda, system } = create({ peerName: "sbc-b" });
  system.switchOver(0);
  system.switchOver(1000);
  agenda.runUntil(10_000);
  expect(system.status(10_000)).toMatchObject({ role: "standby", haSwitchOvers: 1 });
});

test("a system alone has nobody to switch over to", () => {
  expect(() => create().system.switchOver(0)).toThrow(new Refusal("no-pair"));
});

test("a reboot goes off after five seconds, for a minute, and the uptime begins again", () => {
  const { agenda, system, timesOff } = create();
  system.reboot(10_000);
  agenda.runUntil(14_999);
  expect(system.isUp).toBe(true);
  agenda.runUntil(15_000);
  expect(system.isUp).toBe(false);
  agenda.runUntil(74_999);
  expect(system.isUp).toBe(false);
  agenda.runUntil(75_000);
  expect(system.isUp).toBe(true);
  expect(system.status(77_000)).toMatchObject({ uptimeSeconds: 2 });
  expect(timesOff()).toBe(1);
});

test("a reboot that is asked for twice is one", () => {
  const { agenda, system, timesOff } = create();
  system.reboot(0);
  system.reboot(4000);
  agenda.runUntil(100_000);
  expect(timesOff()).toBe(1);
  expect(system.status(100_000)).toMatchObject({ uptimeSeconds: 35 });
});

test("a reboot ends a switchover that was under way", () => {
  const { agenda, system } = create({ peerName: "sbc-b" });
  system.reboot(0);
  agenda.runUntil(4999);
  system.switchOver(4999);
  agenda.runUntil(65_000);
  expect(system.status(65_000)).toMatchObject({ role: "active", haSwitchOvers: 0 });
  system.switchOver(65_000);
  agenda.runUntil(70_000);
  expect(system.status(70_000)).toMatchObject({ role: "standby", haSwitchOvers: 1 });
});
