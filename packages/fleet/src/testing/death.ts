import { fetchTransport } from "@asyncstatus/client";
import type { InMemoryDeviceOptions, VirtualClock } from "@asyncstatus/server";
import { expect } from "vitest";
import { mayRollBack } from "../decision/decide-rollback.ts";
import { inProgress } from "../decision/startable.ts";
import { changeUnit, defaultTimes } from "../device/change-unit.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { SqliteLedger } from "../ledger/sqlite-ledger.ts";
import type { Plan } from "../plan/plan.ts";
import {
  claimOf,
  hasChange,
  ledgerFile,
  newLedger,
  onePlan,
  virtualFleet,
} from "./virtual-fleet.ts";

/** Counts the points at which a process can be killed or stopped, and does so at one. */
class Death {
  passed = 0;
  readonly #at: number;
  readonly #stopMs: number;
  readonly #clock: VirtualClock;
  #endMs: number | undefined;
  /** @param stopMs For how long the process is stopped; infinite if it is killed. */
  constructor(at: number, stopMs: number, clock: VirtualClock) {
    this.#at = at;
    this.#stopMs = stopMs;
    this.#clock = clock;
  }
  /** Returns from the point of the death, and from later ones, once a stop is over. */
  async point(): Promise<void> {
    this.passed += 1;
    if (this.passed < this.#at) return;
    if (this.#stopMs === Infinity) await new Promise(() => {});
    const now = this.#clock.now();
    this.#endMs ??= now + this.#stopMs;
    if (now < this.#endMs) await this.#clock.sleep(this.#endMs - now);
  }
  get isDead(): boolean {
    return this.passed >= this.#at;
  }
}

const writes = [
  "claim",
  "editing",
  "submitting",
  "accepted",
  "conclude",
  "checking",
  "end",
] as const;

/** A ledger whose writer can be killed before and after each write. */
function mortalLedger(ledger: SqliteLedger, death: Death): Ledger {
  return new Proxy(ledger, {
    get(target, name) {
      const method = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      if (!writes.some((write) => write === name)) return method.bind(target);
      return async (...args: unknown[]) => {
        await death.point();
        const result = await method.apply(target, args);
        await death.point();
        return result;
      };
    },
  });
}

/** A change of a unit during which the worker is killed, or its rollback. */
export interface Mortal {
  readonly plan?: Plan;
  /** @default false */
  readonly isBack?: boolean;
  /** Stops the worker for that long, as SIGSTOP does. @default kills it */
  readonly stopMs?: number;
  /** Leaves out the points between. @default 1 */
  readonly every?: number;
}

/**
 * Changes a unit, and kills the worker at a point. A second worker takes over. Returns the device's own
 * record and the ledger's.
 */
export async function runWithDeath(
  at: number,
  device: InMemoryDeviceOptions,
  { plan = onePlan(), isBack = false, stopMs = Infinity }: Mortal = {},
) {
  // A short life of tokens: the lock of a killed worker ends with its token.
  const tokenLifetimeMs = 60_000;
  const durations = { token: tokenLifetimeMs, ...device.durations };
  const fleet = await virtualFleet({ a: { ...device, durations } });
  const { clock } = fleet;
  const file = ledgerFile();
  const ledger = newLedger([{ host: "a" }], plan, { file, clock });
  const death = new Death(at, stopMs, clock);
  const { fetch } = fleet.device("a");
  const mortalFetch: typeof fetch = async (input, init) => {
    await death.point();
    const response = await fetch(input, init);
    await death.point();
    return response;
  };
  const { createdAt } = await ledger.snapshot();
  const common = {
    plan,
    createdAt,
    clock,
    timesOf: () => defaultTimes,
    runCheck: undefined,
    mayBegin: async () => true,
  };
  if (isBack) {
    await changeUnit(await claimOf(ledger, "a"), { ...common, ledger, connect: fleet.connect });
    await ledger.rollBack({ by: "ines", atMs: 0 });
  }
  const mortal = mortalLedger(ledger, death);
  const work = async () => {
    const claim = await claimOf(mortal, "a");
    await changeUnit(claim, {
      ...common,
      ledger: mortal,
      connect: (host) =>
        fleet.connect(host, {
          transport: fetchTransport({ fetch: mortalFetch }),
          tokenLifetimeMs,
        }),
    });
  };
  const first = work();
  const isDone = await Promise.race([
    first.then(() => true),
    (async () => {
      while (!death.isDead || stopMs !== Infinity) await clock.sleep(100);
      return false;
    })(),
  ]);
  if (!isDone) {
    // A new process, some seconds later.
    await clock.sleep(3_000);
    await using second = SqliteLedger.open(file, { clock });
    const unit = await second.unit("a");
    if (unit.state === "waiting" || inProgress(unit) || (isBack && mayRollBack(unit))) {
      await changeUnit(await claimOf(second, "a"), {
        ...common,
        ledger: second,
        connect: (host) => fleet.connect(host, { tokenLifetimeMs }),
      });
    }
  }
  const activates = fleet.accepted("a").filter((operation) => operation === "activate").length;
  const { device: simulated } = fleet.device("a");
  return {
    points: death.passed,
    isDone,
    activates,
    unit: await ledger.unit("a"),
    versions: simulated.configurationVersions(),
    hasChange: hasChange(fleet.device("a"), "running"),
  };
}

/**
 * Kills or stops a worker at every point, and checks that the unit is activated once, or once more for its rollback, and
 * that the ledger says so.
 */
export async function expectNoDuplicate(
  device: InMemoryDeviceOptions,
  mortal: Mortal = {},
): Promise<void> {
  const { plan = onePlan(), isBack = false, every = 1 } = mortal;
  const want = {
    state: isBack ? "rolled-back" : "succeeded",
    activates: isBack ? 2 : 1,
    hasChange: "apply" in plan.change && !isBack,
  };
  const { points } = await runWithDeath(Number.POSITIVE_INFINITY, device, mortal);
  expect(points).toBeGreaterThan(40);
  for (let at = 1; at <= points; at += every) {
    const { unit, versions, activates, hasChange } = await runWithDeath(at, device, mortal);
    expect({ at, state: unit.state, activates, hasChange }).toEqual({ at, ...want });
    expect(versions.runningVersion).toBe(versions.currentVersion);
  }
}
