import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readFleetScenario } from "../scenario/find-scenario.ts";
import { planFleet } from "./plan-fleet.ts";

const description = "For a test.";

const plan = (
  shares: NonNullable<Parameters<typeof planFleet>[0]["shares"]>,
  { devices = 100, pairs = false, seed = 1 } = {},
) => planFleet({ description, durations: { token: "30 s" }, shares }, { devices, pairs }, seed);

/** Counts the devices of each share. */
function countShares(devices: Awaited<ReturnType<typeof plan>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { share = "none" } of devices) counts[share] = (counts[share] ?? 0) + 1;
  return counts;
}

test("puts the stated part of the devices into each share", async () => {
  const devices = await plan(
    [
      { percent: 2, requests: [{ on: "activate", fails: "No." }] },
      { percent: 1, scenario: "superseded-by-acli" },
      { percent: 0.2, scenario: "everyday" },
    ],
    { devices: 500 },
  );
  expect(countShares(devices)).toEqual({
    none: 484,
    "shares[0]": 10,
    "superseded-by-acli": 5,
    everyday: 1,
  });
});

test("merges what all have, the named scenario and the share, in this order", async () => {
  const [device] = await plan(
    [{ percent: 100, scenario: "superseded-by-acli", durations: { save: "2 s" } }],
    { devices: 1 },
  );
  expect(device?.setup).toMatchObject({
    hostName: "sbc-001",
    durations: { token: "30 s", save: "2 s" },
    assumptions: { secondRequest: "replaces" },
    actors: [{ name: "Maria" }],
  });
});

test("draws the shares and the seeds of devices from the seed", async () => {
  const shares = [{ percent: 50, scenario: "everyday" }];
  const [one, same, other] = await Promise.all([
    plan(shares),
    plan(shares),
    plan(shares, { seed: 2 }),
  ]);
  expect(same).toEqual(one);
  const shareOf = (devices: typeof one) => devices.map(({ share }) => share);
  expect(shareOf(other)).not.toEqual(shareOf(one));
  expect(new Set(one.map(({ setup }) => setup.seed)).size).toBe(one.length);
});

test("gives the share to the active system of a pair, and not to the standby", async () => {
  const devices = await plan([{ percent: 100, scenario: "switchover-during-activate" }], {
    devices: 4,
    pairs: true,
  });
  const names = devices.map(({ setup, share }) => [setup.hostName, setup.peerName, share]);
  expect(names).toEqual([
    ["sbc-001a", "sbc-001b", "switchover-during-activate"],
    ["sbc-001b", "sbc-001a", undefined],
    ["sbc-002a", "sbc-002b", "switchover-during-activate"],
    ["sbc-002b", "sbc-002a", undefined],
  ]);
  expect(devices.map(({ setup }) => [setup.initialState?.role, setup.actors?.length])).toEqual([
    ["active", 1],
    ["standby", undefined],
    ["active", 1],
    ["standby", undefined],
  ]);
  expect(devices[0]?.setup.assumptions?.addressAfterSwitchover).toBe("staysWithSystem");
});

test.each([
  {
    given: [{ percent: 60 }, { percent: 50 }],
    want: "shares: Expected at most 100% together, got 110 of 100",
  },
  {
    given: [{ percent: 1, scenario: "toString" }],
    want: "shares[0].scenario: No such scenario: toString",
  },
])("refuses the shares $given", async ({ given, want }) => {
  await expect(plan(given)).rejects.toThrow(want);
});

test.each([
  { devices: 0, pairs: false },
  { devices: 1.5, pairs: false },
  { devices: 3, pairs: true },
])("refuses $devices devices with pairs: $pairs", async (size) => {
  await expect(plan([], size)).rejects.toThrow(RangeError);
});

test("the example of the README has the shares that it states", async () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [example = ""] =
    /(?<=```yaml\n)# yaml-language-server: \S+fleet\.schema[^`]+/.exec(readme) ?? [];
  const scenario = await readFleetScenario(example, "README.md");
  const devices = await planFleet(scenario, { devices: 500, pairs: false }, 1);
  expect(countShares(devices)).toEqual({
    none: 480,
    "shares[0]": 10,
    "superseded-by-acli": 5,
    "reboot-during-activate": 5,
  });
});

test.each([
  ["shares: [{ percent: 200 }]", "fleet.yaml:2:21: shares[0].percent: Expected 0 to 100"],
  ["shares: [{ percent: 1, seed: 1 }]", "fleet.yaml:2:24: shares[0].seed: Unknown key"],
])("refuses a file with %s and says where", async (line, want) => {
  await expect(readFleetScenario(`description: A fleet.\n${line}`, "fleet.yaml")).rejects.toThrow(
    want,
  );
});
