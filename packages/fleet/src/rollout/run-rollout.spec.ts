import type { InMemoryDeviceOptions } from "@asyncstatus/server";
import { expect, test } from "vitest";
import type { SqliteLedger } from "../ledger/sqlite-ledger.ts";
import { readPlan } from "../plan/read-plan.ts";
import {
  applyPlan,
  hasChange,
  ledgerFile,
  newLedger,
  virtualFleet,
} from "../testing/virtual-fleet.ts";
import { type RolloutEvent, type RunOptions, runRollout } from "./run-rollout.ts";

const ines = { by: "ines", atMs: 0 };
const refuses: InMemoryDeviceOptions = { requests: [{ on: "activate", fails: "No realm." }] };

async function rollout(
  devices: Readonly<Record<string, InMemoryDeviceOptions & { readonly group?: string }>>,
  plan: string,
) {
  const fleet = await virtualFleet(devices);
  const inventory = Object.entries(devices).map(([host, { group }]) => ({
    host,
    ...(group !== undefined && { group }),
  }));
  const file = ledgerFile();
  const text = `rollout: 1\nchange: { commit: {} }\n${plan}`;
  const ledger = newLedger(inventory, readPlan(text), { file, clock: fleet.clock });
  const events: RolloutEvent[] = [];
  const run = (options: Partial<RunOptions> = {}) =>
    runRollout({
      ...{ ledger, connect: fleet.connect, clock: fleet.clock, alone: true },
      onEvent: (event) => events.push(event),
      ...options,
    });
  return { fleet, ledger, run, events };
}

const statesOf = async (ledger: SqliteLedger) =>
  Object.fromEntries((await ledger.units()).map(({ name, state }) => [name, state]));

/** The most units in progress at a time, by the events. */
function mostAtATime(events: readonly RolloutEvent[], among: readonly string[]): number {
  let now = 0;
  let most = 0;
  for (const event of events) {
    if (event.type === "started" && among.includes(event.unit)) now += 1;
    if (event.type === "ended" && among.includes(event.unit.name)) now -= 1;
    most = Math.max(most, now);
  }
  return most;
}

test("changes every unit, wave by wave, within the limits", async () => {
  const devices = Object.fromEntries(["a", "b", "c", "d", "e"].map((host) => [host, {}]));
  const plan =
    "waves: [{ name: canary, count: 1, soak: 10m }, { name: rest }]\nlimits: { total: 2 }";
  const { fleet, ledger, run, events } = await rollout(devices, plan);
  expect(await run()).toMatchObject({ isComplete: true, isOver: true });
  expect(new Set(Object.values(await statesOf(ledger)))).toEqual(new Set(["succeeded"]));
  expect(events.filter(({ type }) => type === "started").slice(0, 2)).toMatchObject([
    { unit: "a" },
    { unit: "b" },
  ]);
  const [canary, second] = await ledger.units();
  expect((second?.sinceMs ?? 0) - (canary?.sinceMs ?? 0)).toBeGreaterThan(600_000);
  expect(mostAtATime(events, Object.keys(devices))).toBe(2);
  expect(fleet.accepted("e")).toEqual(["verify", "save", "activate"]);
  expect(await ledger.auditProblem()).toBeUndefined();
});

test("a stop rule rolls back the units that took the change", async () => {
  const blank = { initialState: {} };
  const bad = { ...blank, requests: [{ on: "activate", fails: "No realm." }] } as const;
  const fleet = await virtualFleet({ a: blank, b: blank, c: bad, d: blank });
  const devices = ["a", "b", "c", "d"].map((host) => ({ host }));
  const plan = applyPlan("limits: { total: 1 }\nonStop: rollback\n");
  const ledger = newLedger(devices, plan, fleet);
  const events: RolloutEvent[] = [];
  const decision = await runRollout({
    ...{ ledger, connect: fleet.connect, clock: fleet.clock },
    onEvent: (event) => events.push(event),
  });
  expect(decision).toMatchObject({ isRolledBack: true, isOver: true });
  expect(events).toContainEqual({ type: "rolling-back", reason: "1 failed: c" });
  const states = await statesOf(ledger);
  expect([states.a, states.b, states.d]).toEqual(["rolled-back", "rolled-back", "waiting"]);
  // Its activate failed, but the change was saved.
  expect(fleet.accepted("c").filter((operation) => operation === "restore")).toHaveLength(1);
  for (const host of ["a", "b"]) expect(hasChange(fleet.device(host), "running")).toBe(false);
  expect(fleet.accepted("d")).toEqual([]);
  expect(await ledger.auditProblem()).toBeUndefined();
});

test("reports once that it waits for a device that doesn't respond", async () => {
  const devices = { a: { faults: [{ fault: "reset", times: 3 }] } } as const;
  const { run, events } = await rollout(devices, "waves: [{ name: all }]");
  expect(await run()).toMatchObject({ isComplete: true });
  expect(events.filter(({ type }) => type === "unreachable")).toEqual([
    {
      type: "unreachable",
      unit: "a",
      reason: expect.stringContaining("fetch failed"),
      retryMs: 300_000,
    },
  ]);
});

test("changes one unit of a group at a time", async () => {
  const devices = { a: { group: "g" }, b: { group: "g" }, c: { group: "g" } };
  const { run, events } = await rollout(devices, "waves: [{ name: all }]");
  expect(await run()).toMatchObject({ isComplete: true });
  expect(mostAtATime(events, ["a", "b", "c"])).toBe(1);
});

test("pauses after a failure, and changes no further unit", async () => {
  const { fleet, ledger, run, events } = await rollout(
    { a: refuses, b: {} },
    "waves: [{ name: all }]\nlimits: { total: 1 }",
  );
  expect(await run()).toMatchObject({ isOver: true, isComplete: false });
  expect(await statesOf(ledger)).toEqual({ a: "failed", b: "waiting" });
  expect(events).toContainEqual({ type: "paused", reason: "1 failed: a" });
  expect(await ledger.control()).toMatchObject({
    paused: { by: "stop rule", reason: "1 failed: a" },
  });
  expect(fleet.accepted("b")).toEqual([]);
});

test("continues after a person has resumed it, and retries what failed if they say so", async () => {
  const faulty: InMemoryDeviceOptions = {
    initialState: { edited: { text: "new realm", fault: "No interface." } },
  };
  const { fleet, ledger, run } = await rollout(
    { a: faulty, b: {} },
    "waves: [{ name: all }]\nlimits: { total: 1 }",
  );
  await run();
  await ledger.resume(ines);
  await run();
  expect(await statesOf(ledger)).toEqual({ a: "failed", b: "succeeded" });
  fleet.device("a").device.edit({ text: "fixed realm" });
  await ledger.resume(ines, { retry: true });
  expect(await run()).toMatchObject({ isComplete: true });
  expect(await statesOf(ledger)).toEqual({ a: "succeeded", b: "succeeded" });
  expect(fleet.accepted("b")).toEqual(["verify", "save", "activate"]);
});

test("waits for the approval of another process", async () => {
  const plan = "waves: [{ name: canary, count: 1, approve: true }, { name: rest }]";
  const { fleet, ledger, run } = await rollout({ a: {}, b: {} }, plan);
  fleet.clock.after(600_000, () => void ledger.approve("canary", ines));
  expect(await run()).toMatchObject({ isComplete: true });
  expect(fleet.clock.now()).toBeGreaterThan(600_000);
});

test.each(["pause", "abort"] as const)(
  "%s by another process: finishes what has begun",
  async (hold) => {
    const { fleet, ledger, run } = await rollout(
      { a: { durations: { activate: "5 min" } }, b: {} },
      "waves: [{ name: all }]\nlimits: { total: 1 }",
    );
    fleet.clock.after(60_000, () => void ledger[hold](ines));
    expect(await run()).toMatchObject({ isOver: true, isComplete: false });
    expect(await statesOf(ledger)).toEqual({ a: "succeeded", b: "waiting" });
    expect(fleet.accepted("b")).toEqual([]);
  },
);

test("a signal finishes what has begun, and starts nothing", async () => {
  const { fleet, ledger, run } = await rollout(
    { a: { durations: { activate: "5 min" } }, b: {} },
    "waves: [{ name: all }]\nlimits: { total: 1 }",
  );
  const stop = new AbortController();
  fleet.clock.after(60_000, () => stop.abort());
  await run({ signal: stop.signal });
  expect(await statesOf(ledger)).toEqual({ a: "succeeded", b: "waiting" });
});

test("starts units only in the window", async () => {
  const { ledger, run } = await rollout(
    { a: {} },
    'waves: [{ name: all }]\nwindow: { timezone: UTC, from: "00:10", to: "00:20" }',
  );
  expect(await run()).toMatchObject({ isComplete: true });
  const first = (await ledger.audit()).find(({ event }) => event.type === "claimed");
  expect(first?.at).toMatch(/T00:10:/);
});

test("ends with the error of the ledger, and submits nothing more", async () => {
  const { fleet, ledger, run } = await rollout({ a: {}, b: {} }, "waves: [{ name: all }]");
  const { submitting } = ledger;
  ledger.submitting = async (claim, step, before) => {
    if (step.operation === "save") throw new Error("the disk is full");
    return submitting.call(ledger, claim, step, before);
  };
  await expect(run()).rejects.toThrow("the disk is full");
  expect([fleet.accepted("a"), fleet.accepted("b")].flat()).not.toContain("save");
});

const eight = Object.fromEntries(
  ["a", "b", "c", "d", "e", "f", "g", "h"].map((host, index) => [
    host,
    index < 4 ? { group: "one" } : {},
  ]),
);

test("two workers activate each unit once, and keep the limits together", async () => {
  const { fleet, ledger, run, events } = await rollout(
    eight,
    "waves: [{ name: canary, count: 1 }, { name: rest }]\nlimits: { total: 3 }",
  );
  const decisions = await Promise.all([run({ alone: false }), run({ alone: false })]);
  expect(decisions).toMatchObject([{ isComplete: true }, { isComplete: true }]);
  expect(new Set(Object.values(await statesOf(ledger)))).toEqual(new Set(["succeeded"]));
  for (const host of Object.keys(eight)) {
    expect(fleet.accepted(host).filter((operation) => operation === "activate")).toHaveLength(1);
  }
  expect(mostAtATime(events, Object.keys(eight))).toBe(3);
  expect(mostAtATime(events, ["a", "b", "c", "d"])).toBe(1);
});

test("a worker changes no more units at a time than its concurrency", async () => {
  const { run, events } = await rollout(eight, "waves: [{ name: all }]\nlimits: { total: 8 }");
  expect(await run({ concurrency: 2 })).toMatchObject({ isComplete: true });
  expect(mostAtATime(events, Object.keys(eight))).toBe(2);
});

/** The second at which the last claim of a unit was made. */
async function claimedAt(ledger: SqliteLedger, unit: string): Promise<number> {
  const claimed = (await ledger.audit()).findLast(
    ({ event }) => event.type === "claimed" && event.unit === unit,
  );
  return (Date.parse(claimed?.at ?? "") / 1_000) % 60;
}

test("takes over the units of a dead worker within two heartbeats", async () => {
  const { ledger, run, events } = await rollout({ a: {} }, "waves: [{ name: all }]");
  await ledger.beat("dead");
  await ledger.claim("a", 0, "dead");
  expect(await run({ alone: false })).toMatchObject({ isComplete: true });
  expect(await claimedAt(ledger, "a")).toBe(8);
  expect(events).toContainEqual({ type: "started", unit: "a", takenOver: true });
});

test("takes over the units of a worker that has left, or of any if it is alone, at once", async () => {
  for (const alone of [false, true]) {
    const { ledger, run } = await rollout({ a: {} }, "waves: [{ name: all }]");
    await ledger.beat("other");
    await ledger.claim("a", 0, "other");
    if (!alone) await ledger.leave("other");
    await run({ alone });
    expect(await claimedAt(ledger, "a")).toBe(0);
  }
});

test("leaves its units to a worker with heartbeats", async () => {
  const { fleet, ledger, run } = await rollout({ a: {}, b: {} }, "waves: [{ name: all }]");
  await ledger.beat("other");
  const claim = await ledger.claim("a", 0, "other");
  for (let second = 5; second < 60; second += 5) {
    fleet.clock.after(second * 1_000, () => void ledger.beat("other"));
  }
  fleet.clock.after(60_000, () => {
    if (claim) void ledger.end(claim, { state: "succeeded", summary: "" });
  });
  expect(await run({ alone: false })).toMatchObject({ isComplete: true });
  expect(fleet.accepted("a")).toEqual([]);
  expect((await ledger.unit("a")).fence).toBe(1);
});

test("a service waits while the rollout is paused, until it is aborted", async () => {
  const { fleet, ledger, run } = await rollout({ a: {} }, "waves: [{ name: all }]");
  await ledger.pause(ines);
  fleet.clock.after(60_000, () => void ledger.abort(ines));
  expect(await run({ service: true, alone: false })).toMatchObject({
    isOver: true,
    isComplete: false,
  });
  expect(fleet.clock.now()).toBeGreaterThanOrEqual(60_000);
  expect(await ledger.workers()).toEqual(new Map());
});
