import { expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../assumptions.ts";
import { defaultDurations } from "../durations.ts";
import { EventQueue } from "../event-queue.ts";
import { Refusal } from "../refusal.ts";
import { System, type SystemEvent } from "./system.ts";

function create({ peerName, ...assumptions }: Partial<Assumptions> & { peerName?: string } = {}) {
  const queue = new EventQueue<SystemEvent>((event, atMs) => system.run(event, atMs));
  let timesDown = 0;
  const system = new System(
    {
      hostName: "sbc-a",
      peerName,
      healthScorePercent: 100,
      queue,
      assumptions: { ...defaultAssumptions, ...assumptions },
      durations: defaultDurations,
      onDown: () => {
        queue.cancel(() => true);
        timesDown += 1;
      },
    },
    1000,
  );
  return { queue, system, timesDown: () => timesDown };
}

test("a standalone system reports uptime, name, state, role and health", () => {
  expect(create().system.status(62_999)).toEqual({
    uptimeSeconds: 61,
    hostName: "sbc-a",
    systemState: "online",
    role: "standalone",
    healthScorePercent: 100,
  });
});

test("the uptime can use the element name of the vendor's schema", () => {
  const status = create({ uptimeElement: "upTime" }).system.status(2000);
  expect(status).toMatchObject({ upTime: 1 });
  expect(status).not.toHaveProperty("uptimeSeconds");
});

test("a system of a pair is active and reports its peer", () => {
  expect(create({ peerName: "sbc-b" }).system.status(1000)).toMatchObject({
    role: "active",
    haPeerName: "sbc-b",
    haPeerRole: "standby",
    haSwitchOvers: 0,
  });
});

test("a switchover changes the roles after its duration, and another one changes them back", () => {
  const { queue, system } = create({ peerName: "sbc-b" });
  system.switchOver(0);
  queue.runUntil(2999);
  expect(system.status(2999)).toMatchObject({ role: "active", haSwitchOvers: 0 });
  queue.runUntil(3000);
  const after = { role: "standby", haPeerRole: "active", haSwitchOvers: 1 };
  expect(system.status(3000)).toMatchObject(after);
  system.switchOver(3000);
  queue.runUntil(6000);
  expect(system.status(6000)).toMatchObject({ role: "active", haSwitchOvers: 2 });
});

test("a switchover requested twice happens once", () => {
  const { queue, system } = create({ peerName: "sbc-b" });
  system.switchOver(0);
  system.switchOver(1000);
  queue.runUntil(10_000);
  expect(system.status(10_000)).toMatchObject({ role: "standby", haSwitchOvers: 1 });
});

test("a standalone system refuses a switchover", () => {
  expect(() => create().system.switchOver(0)).toThrow(new Refusal("no-pair"));
});

test("a reboot takes the system down after five seconds, for a minute, and resets the uptime", () => {
  const { queue, system, timesDown } = create();
  system.reboot(10_000);
  queue.runUntil(14_999);
  expect(system.isUp).toBe(true);
  queue.runUntil(15_000);
  expect(system.isUp).toBe(false);
  queue.runUntil(74_999);
  expect(system.isUp).toBe(false);
  queue.runUntil(75_000);
  expect(system.isUp).toBe(true);
  expect(system.status(77_000)).toMatchObject({ uptimeSeconds: 2 });
  expect(timesDown()).toBe(1);
});

test("a reboot requested twice happens once", () => {
  const { queue, system, timesDown } = create();
  system.reboot(0);
  system.reboot(4000);
  queue.runUntil(100_000);
  expect(timesDown()).toBe(1);
  expect(system.status(100_000)).toMatchObject({ uptimeSeconds: 35 });
});

test("a reboot cancels a pending switchover", () => {
  const { queue, system } = create({ peerName: "sbc-b" });
  system.reboot(0);
  queue.runUntil(4999);
  system.switchOver(4999);
  queue.runUntil(65_000);
  expect(system.status(65_000)).toMatchObject({ role: "active", haSwitchOvers: 0 });
  system.switchOver(65_000);
  queue.runUntil(70_000);
  expect(system.status(70_000)).toMatchObject({ role: "standby", haSwitchOvers: 1 });
});

test("the uptime can increase in whole minutes", () => {
  const { system } = create({ uptimeStep: "1 min" });
  const uptimes = [60_999, 61_000, 120_999].map((now) => system.status(now).uptimeSeconds);
  expect(uptimes).toEqual([0, 60, 60]);
});

test("an answer can be repeated for a minute, also after a switchover", () => {
  const { queue, system } = create({ peerName: "sbc-b", systemStatusAge: "1 min" });
  const first = system.status(2_000);
  system.switchOver(10_000);
  queue.runUntil(13_000);
  expect(system.status(61_999)).toEqual(first);
  expect(system.status(62_000)).toMatchObject({ uptimeSeconds: 61, role: "standby" });
});

test("neither a restarted system nor the peer repeats an answer", () => {
  const restarted = create({ systemStatusAge: "1 h" });
  restarted.system.status(10_000);
  restarted.system.reboot(10_000);
  restarted.queue.runUntil(75_000);
  expect(restarted.system.status(76_000)).toMatchObject({ uptimeSeconds: 1 });

  const pair = create({
    peerName: "sbc-b",
    addressAfterSwitchover: "movesToPeer",
    systemStatusAge: "1 h",
  });
  pair.system.status(10_000);
  pair.system.switchOver(10_000);
  pair.queue.runUntil(13_000);
  expect(pair.system.status(14_000)).toMatchObject({ hostName: "sbc-b" });
});

test("the systems of a pair can have one name; the switchovers and the peer's role tell", () => {
  const { queue, system } = create({ peerName: "sbc-a", addressAfterSwitchover: "movesToPeer" });
  const before = system.status(0);
  system.switchOver(0);
  queue.runUntil(3_000);
  const { switchOverLogs, ...after } = system.status(0);
  const { switchOverLogs: _, ...rest } = before;
  expect(after).toEqual({ ...rest, haSwitchOvers: 1 });
  expect(switchOverLogs).toHaveLength(1);
});

const [toActive, toStandby] = [
  { oldState: "Standby", newState: "Active", info: "Standby to Active" },
  { oldState: "Active", newState: "Standby", info: "Active to Standby" },
];

test.each([
  { address: "staysWithSystem", first: toStandby, both: [toStandby, toActive] },
  { address: "movesToPeer", first: toActive, both: [toStandby, toActive] },
] as const)(
  "the log has the switchovers of the system that answers: $address",
  ({ address, first, both }) => {
    const { queue, system } = create({ peerName: "sbc-b", addressAfterSwitchover: address });
    expect(system.status(0)).toMatchObject({ switchOverLogs: [] });
    system.switchOver(0);
    queue.runUntil(3_000);
    const at = (ms: number) => ({ time: `1970-01-01T00:00:0${ms / 1000}.000Z` });
    expect(system.status(3_000).switchOverLogs).toEqual([{ ...at(3_000), ...first }]);
    system.switchOver(3_000);
    queue.runUntil(6_000);
    expect(system.status(6_000).switchOverLogs).toEqual([
      { ...at(3_000), ...both[0] },
      { ...at(6_000), ...both[1] },
    ]);
  },
);

test("the log keeps the last ten switchovers", () => {
  const { queue, system } = create({ peerName: "sbc-b" });
  for (let atMs = 0; atMs < 33_000; atMs += 3_000) {
    system.switchOver(atMs);
    queue.runUntil(atMs + 3_000);
  }
  const { haSwitchOvers, switchOverLogs } = system.status(33_000);
  expect([haSwitchOvers, switchOverLogs?.length]).toEqual([11, 10]);
  expect(switchOverLogs?.at(-1)).toMatchObject({ newState: "Standby" });
});
