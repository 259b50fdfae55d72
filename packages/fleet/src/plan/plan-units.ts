import type { InventoryDevice, PlannedUnit, Unit } from "../inventory/inventory.ts";
import type { OneOf, Plan, Selection, Wave } from "./plan.ts";
import { PlanError } from "./plan-error.ts";

/**
 * Assigns each selected unit to a wave, in the order of the inventory.
 *
 * @param source The name of the plan's file, for the error.
 * @throws {PlanError} If a wave is empty, a selected unit is in no wave, a pair is invalid, or the content of the
 *   change file is missing.
 */
export function planUnits(
  plan: Plan,
  devices: readonly InventoryDevice[],
  source = "plan",
): PlannedUnit[] {
  const refuse = (path: string, message: string): never => {
    throw new PlanError(source, [{ path, message }]);
  };
  if ("apply" in plan.change && !plan.change.elements) {
    refuse("change.apply", `the content of ${plan.change.apply} is missing`);
  }
  const units = toUnits(devices, (message) => refuse("", message));
  const matches = (select: Selection | undefined, { unit, members }: UnitAndDevices) => {
    const matching = members.filter((device) => isSelected(device, select));
    if (matching.length > 0 && matching.length < members.length) {
      return refuse("", `only one system of the pair ${unit.name} is selected`);
    }
    return matching.length > 0;
  };
  const selected = units.filter((one) => matches(plan.select, one));
  let left = selected;
  if (left.length === 0) refuse("select", "no device of the inventory is selected");
  const planned: PlannedUnit[] = [];
  for (const [index, wave] of plan.waves.entries()) {
    const candidates = left.filter((one) => matches(wave.select, one));
    const chosen = candidates.slice(0, sizeOf(wave, candidates.length));
    if (chosen.length === 0) {
      const path = `waves[${index}]`;
      if (!selected.some((one) => matches(wave.select, one))) refuse(path, "no device is selected");
      refuse(path, `every unit that "${wave.name}" selects is already in an earlier wave`);
    }
    planned.push(...chosen.map(({ unit }) => ({ ...unit, wave: wave.name })));
    left = left.filter((one) => !chosen.includes(one));
  }
  if (left.length > 0) {
    const names = left.slice(0, 3).map(({ unit }) => unit.name);
    const more = left.length > names.length ? ", …" : "";
    refuse(
      "waves",
      `${left.length} selected unit(s) are in no wave: ${names.join(", ")}${more}. Add a last wave without count, percent and select.`,
    );
  }
  return planned;
}

interface UnitAndDevices {
  readonly unit: Unit;
  readonly members: readonly InventoryDevice[];
}

function toUnits(
  devices: readonly InventoryDevice[],
  refuse: (message: string) => never,
): UnitAndDevices[] {
  const pairs = new Map<string, InventoryDevice[]>();
  const names = new Set<string>();
  for (const device of devices) {
    if (names.has(device.host)) refuse(`${device.host} is in the inventory twice`);
    names.add(device.host);
    const name = device.pair ?? device.host;
    pairs.set(name, [...(pairs.get(name) ?? []), device]);
  }
  return [...pairs].map(([name, members]) => {
    const [first] = members;
    if (first?.pair !== undefined) {
      if (names.has(name)) refuse(`the pair ${name} has the name of a device`);
      if (members.length !== 2) {
        refuse(`the pair ${name} has ${members.length} system(s) in the inventory; expected 2`);
      }
    }
    const unit: Unit = {
      name,
      hosts: members.map(({ host }) => host),
      sites: distinct(members.map(({ site }) => site)),
      groups: distinct(members.map(({ group }) => group)),
    };
    return { unit, members };
  });
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function isSelected(device: InventoryDevice, select: Selection = {}): boolean {
  const { labels = {}, region, site } = select;
  return (
    isOneOf(device.region, region) &&
    isOneOf(device.site, site) &&
    Object.entries(labels).every(([name, wanted]) => {
      const given = new Map(Object.entries(device.labels ?? {})).get(name);
      return isOneOf(given, wanted);
    })
  );
}

function isOneOf(given: string | undefined, wanted: OneOf | undefined): boolean {
  return wanted === undefined || (given !== undefined && [wanted].flat().includes(given));
}

function sizeOf({ count, percent }: Wave, candidates: number): number {
  if (count !== undefined) return count;
  return percent === undefined ? candidates : Math.ceil((candidates * percent) / 100);
}
