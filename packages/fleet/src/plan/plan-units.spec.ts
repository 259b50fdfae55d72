import { expect, test } from "vitest";
import type { InventoryDevice } from "../inventory/inventory.ts";
import { type Plan, withChange } from "./plan.ts";
import { planUnits } from "./plan-units.ts";
import { readPlan } from "./read-plan.ts";

const devices: InventoryDevice[] = [
  { host: "a1", region: "a", site: "fra", pair: "a", labels: { role: "access" } },
  { host: "a2", region: "a", site: "ber", pair: "a", labels: { role: "access" } },
  { host: "b", region: "b", site: "fra", group: "g", labels: { role: "access" } },
  { host: "c", region: "b", site: "ham", group: "g", labels: { role: "core" } },
  { host: "d", region: "b" },
];

function plan(waves: string, more = ""): Plan {
  return readPlan(`rollout: 1\nchange: { commit: {} }\nwaves: [${waves}]\n${more}`);
}

function wavesOf(given: Plan): Record<string, string[]> {
  const waves: Record<string, string[]> = {};
  for (const { name, wave } of planUnits(given, devices)) {
    waves[wave] = [...(waves[wave] ?? []), name];
  }
  return waves;
}

test("needs the content of the change file", () => {
  const given = readPlan("rollout: 1\nchange: { apply: change.yaml }\nwaves: [{ name: all }]\n");
  expect(() => planUnits(given, devices, "p.yaml")).toThrow(
    "p.yaml: change.apply: the content of change.yaml is missing",
  );
  expect(planUnits(withChange(given, { elements: [] }), devices)).toHaveLength(4);
});

test("makes one unit of an HA pair, with both sites", () => {
  const [unit] = planUnits(plan("{ name: all }"), devices);
  expect(unit).toEqual({
    name: "a",
    hosts: ["a1", "a2"],
    sites: ["fra", "ber"],
    groups: [],
    wave: "all",
  });
});

test("fills the waves in the order of the inventory", () => {
  const waves =
    "{ name: canary, count: 1 }, { name: b, select: { region: b }, percent: 40 }, { name: rest }";
  expect(wavesOf(plan(waves))).toEqual({ canary: ["a"], b: ["b", "c"], rest: ["d"] });
});

test("selects by labels, a list of values means any of them", () => {
  const all = "{ name: all }";
  expect(wavesOf(plan(all, "select: { labels: { role: [access, edge] } }"))).toEqual({
    all: ["a", "b"],
  });
  expect(wavesOf(plan(all, "select: { site: ham, region: b }"))).toEqual({ all: ["c"] });
});

test.each([
  {
    waves: "{ name: all }",
    more: "select: { region: z }",
    says: "no device of the inventory is selected",
  },
  {
    waves: "{ name: all }",
    more: "select: { labels: { toString: x } }",
    says: "no device of the inventory is selected",
  },
  {
    waves: "{ name: all }",
    more: "select: { site: ber }",
    says: "only one system of the pair a is selected",
  },
  {
    waves: "{ name: x, count: 1 }",
    says: "3 selected unit(s) are in no wave: b, c, d. Add a last wave",
  },
  {
    waves: "{ name: x }, { name: y }",
    says: 'waves[1]: every unit that "y" selects is already in an earlier wave',
  },
  {
    waves: "{ name: x, select: { region: z } }, { name: y }",
    says: "waves[0]: no device is selected",
  },
])("refuses the waves $waves $more", ({ waves, more = "", says }) => {
  expect(() => planUnits(plan(waves, more), devices)).toThrow(says);
});

test.each([
  { given: [{ host: "x" }, { host: "x" }], says: "x is in the inventory twice" },
  {
    given: [{ host: "x", pair: "p" }],
    says: "the pair p has 1 system(s) in the inventory; expected 2",
  },
  {
    given: [
      { host: "x", pair: "y" },
      { host: "y", pair: "y" },
    ],
    says: "the pair y has the name of a device",
  },
])("refuses the inventory: $says", ({ given, says }) => {
  expect(() => planUnits(plan("{ name: all }"), given)).toThrow(says);
});
