import { expect, test } from "vitest";
import { compareSystems } from "./compare-systems.ts";

const system = { hostName: "a", role: "active", uptimeSeconds: 1_000 };

test.for([
  ["the same system later", system, { ...system, uptimeSeconds: 1_060 }, "same"],
  ["a slow response", system, { ...system, uptimeSeconds: 1_055 }, "same"],
  ["a restart", system, { ...system, uptimeSeconds: 3 }, "restarted"],
  [
    "a coarse uptime, or one read a minute ago",
    system,
    { ...system, uptimeSeconds: 1_020 },
    "unknown",
  ],
  [
    "a system that has run longer, with the same name",
    system,
    { ...system, uptimeSeconds: 2_000 },
    "unknown",
  ],
  [
    "a younger system that is too old for a restart, with the same name",
    system,
    { ...system, uptimeSeconds: 500 },
    "switched-over",
  ],
  [
    "another number of switchovers",
    { ...system, switchovers: 3 },
    { ...system, switchovers: 4, uptimeSeconds: 1_060 },
    "switched-over",
  ],
  [
    "another peer",
    { ...system, peerName: "b" },
    { ...system, peerName: "c", uptimeSeconds: 1_060 },
    "unknown",
  ],
  [
    "another host name",
    system,
    { ...system, hostName: "b", uptimeSeconds: 1_060 },
    "switched-over",
  ],
  ["another role", system, { ...system, role: "standby", uptimeSeconds: 1_060 }, "switched-over"],
  ["a system without an uptime", system, { hostName: "a", role: "active" }, "unknown"],
  ["a baseline without an uptime", { hostName: "a", role: "active" }, system, "unknown"],
  ["a system without a name", { uptimeSeconds: 1_000 }, { uptimeSeconds: 1_060 }, "unknown"],
  [
    "a younger system without a name",
    { uptimeSeconds: 1_000 },
    { uptimeSeconds: 3 },
    "switched-over",
  ],
  ["no system at the baseline", undefined, system, "unknown"],
  ["no system now", system, undefined, "unknown"],
] as const)("compares %s", ([, before, now, continuity]) => {
  expect(compareSystems(before, now, 60_000)).toBe(continuity);
});

test("tolerates an uptime that is five seconds behind, and no more", () => {
  const after = (uptimeSeconds: number) =>
    compareSystems(system, { ...system, uptimeSeconds }, 100_000);
  expect(after(1_094)).toBe("same");
  expect(after(1_093)).toBe("unknown");
});

test("detects a restart long ago, with an uptime beyond the baseline's", () => {
  const young = { ...system, uptimeSeconds: 100 };
  expect(compareSystems(young, { ...system, uptimeSeconds: 200 }, 300_000)).toBe("restarted");
  expect(compareSystems(young, { ...system, uptimeSeconds: 200 }, undefined)).toBe("unknown");
  expect(compareSystems(young, { ...system, uptimeSeconds: 90 }, undefined)).toBe("restarted");
});
