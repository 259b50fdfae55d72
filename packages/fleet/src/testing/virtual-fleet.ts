import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Change,
  type ConnectOptions,
  connect,
  fetchTransport,
  type Sbc,
} from "@asyncstatus/client";
import {
  createInMemoryDevice,
  type InMemoryDevice,
  type InMemoryDeviceOptions,
  VirtualClock,
} from "@asyncstatus/server";
import { onTestFinished } from "vitest";
import type { InventoryDevice } from "../inventory/inventory.ts";
import type { Claim, Ledger } from "../ledger/ledger.ts";
import type { LedgerOptions } from "../ledger/new-rollout.ts";
import { SqliteLedger } from "../ledger/sqlite-ledger.ts";
import { type Plan, withChange } from "../plan/plan.ts";
import { planUnits } from "../plan/plan-units.ts";
import { readPlan } from "../plan/read-plan.ts";

export const password = "the fleet's canary-in-the-mine";

/** Reference devices in memory and in virtual time. */
export interface VirtualFleet {
  readonly clock: VirtualClock;
  readonly devices: ReadonlyMap<string, InMemoryDevice>;
  device(host: string): InMemoryDevice;
  /** Logs in to a device. `options` replace those of the client. */
  connect(host: string, options?: Partial<ConnectOptions>): Promise<Sbc>;
  /** The requests that a device accepted, of any user. */
  accepted(host: string): string[];
}

export async function virtualFleet(
  hosts: Readonly<Record<string, InMemoryDeviceOptions>>,
): Promise<VirtualFleet> {
  const clock = new VirtualClock();
  const devices = new Map<string, InMemoryDevice>();
  const accepted = new Map<string, string[]>();
  for (const [host, options] of Object.entries(hosts)) {
    const own: string[] = [];
    accepted.set(host, own);
    const device = await createInMemoryDevice({
      password,
      seed: 1,
      initialState: { edited: { text: "new realm" } },
      ...options,
      clock,
      onEvent(event) {
        if (event.kind === "accepted") own.push(event.operation);
      },
    });
    devices.set(host, device);
  }
  const device = (host: string): InMemoryDevice => {
    const found = devices.get(host);
    if (!found) throw new Error(`There is no device ${host}.`);
    return found;
  };
  return {
    clock,
    devices,
    device,
    connect: (host, options = {}) =>
      connect({
        host,
        credentials: { user: "admin", password },
        transport: fetchTransport({ fetch: device(host).fetch }),
        clock,
        random: () => 0,
        ...options,
      }),
    accepted: (host) => accepted.get(host) ?? [],
  };
}

// In memory if possible: a ledger waits for the disk after each write.
const ledgers = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A file for a ledger, gone when the test ends. */
export function ledgerFile(): string {
  const folder = mkdtempSync(join(ledgers, "asyncstatus-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "rollout.ledger");
}

/** A plan of one wave. */
export function onePlan(more = ""): Plan {
  return readPlan(`rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\n${more}`);
}

/** A change that {@link applyPlan} makes. */
export const locationChange: Change = {
  elements: [
    { type: "system-config", attributes: { location: "attic" } },
    { type: "session-agent", attributes: { hostname: "sa1.example", "realm-id": "core" } },
  ],
};

/** A plan of one wave that applies {@link locationChange}. */
export function applyPlan(more = "", change = locationChange): Plan {
  const text = `rollout: 1\nchange: { apply: change.yaml }\nwaves: [{ name: all }]\n${more}`;
  return withChange(readPlan(text), change);
}

/** Returns true if {@link locationChange} is in a configuration of a device. */
export function hasChange({ device }: InMemoryDevice, of: "running" | "editing"): boolean {
  const [system] = device.findElements({ type: "system-config" }, of);
  const key = { type: "session-agent", attributes: { hostname: "sa1.example" } };
  return system?.attributes.location?.[0] === "attic" && device.findElements(key, of).length === 1;
}

/** A ledger of a rollout that has not begun. */
export function newLedger(
  devices: readonly InventoryDevice[],
  plan: Plan,
  { file = ledgerFile(), ...options }: LedgerOptions & { readonly file?: string } = {},
): SqliteLedger {
  const units = planUnits(plan, devices);
  const ledger = SqliteLedger.create(file, { plan, devices, units, by: "ines" }, options);
  onTestFinished(() => ledger.close());
  return ledger;
}

/** Claims a unit. */
export async function claimOf(ledger: Ledger, unit: string): Promise<Claim> {
  const claim = await ledger.claim(unit, (await ledger.unit(unit)).fence);
  if (!claim) throw new Error(`${unit} can't be claimed.`);
  return claim;
}
