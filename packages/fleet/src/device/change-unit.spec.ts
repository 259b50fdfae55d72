import { fetchTransport } from "@asyncstatus/client";
import type { InMemoryDeviceOptions } from "@asyncstatus/server";
import { expect, test } from "vitest";
import type { UnitRecord } from "../ledger/ledger.ts";
import type { SqliteLedger } from "../ledger/sqlite-ledger.ts";
import {
  applyPlan,
  claimOf,
  hasChange,
  locationChange,
  newLedger,
  onePlan,
  type VirtualFleet,
  virtualFleet,
} from "../testing/virtual-fleet.ts";
import { type ChangeTimes, changeUnit, defaultTimes } from "./change-unit.ts";
import type { RunCheck } from "./check-after.ts";

async function change(
  fleet: VirtualFleet,
  ledger: SqliteLedger,
  unit = "a",
  {
    mayBegin = true,
    runCheck,
    ...times
  }: Partial<ChangeTimes> & { mayBegin?: boolean; runCheck?: RunCheck } = {},
): Promise<UnitRecord> {
  const { plan, createdAt } = await ledger.snapshot();
  await changeUnit(await claimOf(ledger, unit), {
    ...{ ledger, plan, createdAt, clock: fleet.clock, connect: fleet.connect, runCheck },
    timesOf: () => ({ ...defaultTimes, ...times }),
    mayBegin: async () => mayBegin,
  });
  return ledger.unit(unit);
}

const single = [{ host: "a" }];
const pair = [
  { host: "a1", pair: "a" },
  { host: "a2", pair: "a" },
];
const steps = async (ledger: SqliteLedger) =>
  (await ledger.steps("a")).map(({ operation, state, outcome }) =>
    [operation, state, outcome?.outcome].join(" "),
  );

test("commits, and writes each step and its outcome", async () => {
  const fleet = await virtualFleet({ a: {} });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({
    state: "succeeded",
    result: { host: "a", summary: "version 2 is now running (was 1)" },
  });
  expect(await steps(ledger)).toEqual([
    "verify closed succeeded",
    "save closed succeeded",
    "activate closed succeeded",
  ]);
  expect(fleet.accepted("a")).toEqual(["verify", "save", "activate"]);
  const events = (await ledger.audit()).map(({ event }) => event.type);
  expect(events.filter((type) => type === "accepted")).toHaveLength(3);
  // Ten durable writes: claim, three times submitting and accepted, the last outcome, the end.
  expect(events.at(-1)).toBe("ended");
});

test("writes a step before it is sent, and sends nothing that can't be written", async () => {
  const fleet = await virtualFleet({ a: {} });
  const ledger = newLedger(single, onePlan(), fleet);
  const full = new Error("the disk is full");
  ledger.submitting = async (_claim, { operation }) => {
    if (operation === "verify") throw full;
  };
  await expect(change(fleet, ledger)).rejects.toBe(full);
  expect(fleet.accepted("a")).toEqual([]);
});

test("submits nothing once another worker has claimed the unit", async () => {
  const fleet = await virtualFleet({ a: {} });
  const ledger = newLedger(single, onePlan(), fleet);
  const { submitting } = ledger;
  ledger.submitting = async (claim, step, before) => {
    if (step.operation === "save") await claimOf(ledger, "a");
    return submitting.call(ledger, claim, step, before);
  };
  expect(await change(fleet, ledger)).toMatchObject({ state: "running", fence: 2 });
  expect(fleet.accepted("a")).toEqual(["verify"]);
});

test.each(["verify", "save", "activate"] as const)(
  "fails with the device's reason if its %s fails",
  async (operation) => {
    const fleet = await virtualFleet({ a: { requests: [{ on: operation, fails: "No realm." }] } });
    const ledger = newLedger(single, onePlan(), fleet);
    expect(await change(fleet, ledger)).toMatchObject({
      state: "failed",
      result: { summary: `the device reported during ${operation}: No realm.` },
    });
  },
);

test("settles within the time for a commit", async () => {
  const fleet = await virtualFleet({ a: { scenario: "superseded-by-acli" } });
  const ledger = newLedger(single, onePlan(), fleet);
  const beginMs = fleet.clock.now();
  const unit = await change(fleet, ledger, "a", { commitMs: 120_000 });
  expect(unit.state).not.toBe("succeeded");
  expect(fleet.clock.now() - beginMs).toBeLessThan(300_000);
});

test("settles an activate whose response was lost, and doesn't submit it again", async () => {
  const fleet = await virtualFleet({
    a: { faults: [{ fault: "reset", accepted: true, on: "activate" }] },
  });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded" });
  expect(fleet.accepted("a")).toEqual(["verify", "save", "activate"]);
});

test("submits an activate again that never reached the device", async () => {
  const fleet = await virtualFleet({ a: { faults: [{ fault: "reset", on: "activate", nth: 1 }] } });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded" });
  expect(await steps(ledger)).toContain("activate closed submission-unknown");
  expect(fleet.accepted("a")).toEqual(["verify", "save", "activate"]);
});

test("starts again if the status can't be read before a step, and submits each step once", async () => {
  // Longer than the client tries.
  const faults = Array.from({ length: 7 }, (_, index) => {
    return { fault: "reset", on: "getAsyncStatus", nth: index + 1 } as const;
  });
  const fleet = await virtualFleet({ a: { faults } });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded", fence: 2 });
  expect(fleet.accepted("a")).toEqual(["verify", "save", "activate"]);
});

test("needs a person if the status can never be read", async () => {
  const fleet = await virtualFleet({
    a: { faults: [{ fault: "reset", on: "getAsyncStatus", chance: 1 }] },
  });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "needs-person", fence: 5 });
  expect(fleet.accepted("a")).toEqual([]);
});

test("needs a person if the result can't be known, and submits nothing more", async () => {
  // The version doesn't move, so it shows nothing, and the status is blank after a reboot.
  const fleet = await virtualFleet({
    a: {
      assumptions: { saveWithoutChange: "keepsVersion" },
      // A value that the device hides can't be compared.
      initialState: {
        running: { change: [{ type: "system-config", attributes: { location: "****" } }] },
      },
      faults: [{ fault: "reboot", on: "activate" }],
      durations: { activate: "1 min" },
    },
  });
  const ledger = newLedger(single, onePlan(), fleet);
  const unit = await change(fleet, ledger);
  expect(unit).toMatchObject({ state: "needs-person", result: { host: "a" } });
  expect(unit.result?.summary).toMatch(/^the result of the activate is unknown: /);
  expect(fleet.accepted("a")).toEqual(["verify", "save", "activate"]);
  expect((await ledger.steps("a")).at(-1)).toMatchObject({
    operation: "activate",
    state: "accepted",
  });
});

test.each([
  {
    given: "another user holds the lock",
    device: { initialState: { lockedBy: "Maria" } },
    says: "lock",
    obstacle: "others",
  },
  {
    given: "another request runs",
    device: {
      initialState: {
        edited: { text: "new realm" },
        lastRequest: { operation: "save", status: "inProgress", endsIn: "never" },
      },
    },
    says: "The device is busy",
    obstacle: "others",
  },
  {
    given: "the login fails",
    device: { password: "another canary-in-the-mine" },
    says: "Client not authorized.",
    obstacle: "login",
  },
  {
    given: "the device doesn't respond",
    device: { faults: [{ fault: "reset", times: 1_000 }] },
    says: "Request failed",
    obstacle: "unreachable",
  },
  {
    given: "the system is a standby",
    device: { peerName: "b", initialState: { role: "standby" } },
    says: "a is standby: only the active system takes changes",
    obstacle: undefined,
  },
] as const)("needs a person if $given, and submits nothing", async ({ device, says, obstacle }) => {
  const fleet = await virtualFleet({ a: device as object });
  const ledger = newLedger(single, onePlan(), fleet);
  const unit = await change(fleet, ledger);
  expect(unit.state).toBe("needs-person");
  expect(unit.result?.summary).toContain(says);
  expect(unit.result?.obstacle).toBe(obstacle);
  expect(fleet.accepted("a")).toEqual([]);
});

test.each(["a1", "a2"])("names the member of a pair that can't be changed: %s", async (host) => {
  const fleet = await virtualFleet({
    a1: { peerName: "two", initialState: { role: "standby" } },
    a2: { peerName: "one", initialState: { role: "standby" } },
    [host]: { password: "another canary-in-the-mine" },
  });
  let logins = 0;
  const ledger = newLedger(pair, onePlan(), fleet);
  const { connect } = fleet;
  const counted = async (name: string) => {
    if (name === host) logins += 1;
    return connect(name);
  };
  const { result } = await change({ ...fleet, connect: counted }, ledger);
  expect(result).toMatchObject({ host, obstacle: "login" });
  expect(result?.summary).toContain(`https://${host}/`);
  expect(logins).toBe(1);
});

test("logs in once to a system that refuses it, and waits for its peer", async () => {
  const fleet = await virtualFleet({
    a1: { password: "another canary-in-the-mine" },
    a2: { peerName: "one", faults: [{ fault: "reset", times: 3 }] },
  });
  let logins = 0;
  const counted = async (name: string) => {
    if (name === "a1") logins += 1;
    return fleet.connect(name);
  };
  const ledger = newLedger(pair, onePlan(), fleet);
  const unit = await change({ ...fleet, connect: counted }, ledger);
  expect(unit).toMatchObject({ state: "succeeded", result: { host: "a2" } });
  expect(logins).toBe(1);
});

test("a unit with an activate that may have had an effect has no obstacle", async () => {
  const faults = [
    { fault: "reboot", on: "activate" },
    { fault: "status", status: 423, on: "lockConfiguration", nth: 2, times: 10_000 },
  ] as const;
  const fleet = await virtualFleet({ a: { faults, durations: { activate: "1 min" } } });
  const ledger = newLedger(single, onePlan(), fleet);
  const { result } = await change(fleet, ledger);
  expect(result).toMatchObject({
    state: "needs-person",
    summary: expect.stringContaining("the result of the activate is unknown: "),
  });
  expect(result).not.toHaveProperty("obstacle");
});

test("waits for the lock, and for another user's request", async () => {
  const fleet = await virtualFleet({
    a: {
      initialState: { lastRequest: { operation: "save", status: "inProgress", endsIn: "2 min" } },
      actors: [{ name: "Ines", via: "gui", steps: [{ action: "lock", for: "5 min" }] }],
    },
  });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded" });
});

test("a gate before the change keeps an unhealthy system as it is", async () => {
  const fleet = await virtualFleet({ a: { healthScorePercent: 60 } });
  const ledger = newLedger(single, onePlan("gates: { before: [healthy] }"), fleet);
  expect(await change(fleet, ledger)).toMatchObject({
    state: "needs-person",
    result: { summary: "before the change, the health score is 60%" },
  });
  expect(fleet.accepted("a")).toEqual([]);
});

test("a gate after the change makes a system unhealthy once its time is up", async () => {
  const fleet = await virtualFleet({ a: { healthScorePercent: 60 } });
  const ledger = newLedger(single, onePlan("gates: { after: [healthy], timeout: 30s }"), fleet);
  expect(await change(fleet, ledger)).toMatchObject({
    state: "unhealthy",
    result: { summary: "version 2 is now running (was 1), but the health score is 60%" },
  });
  expect((await ledger.audit()).map(({ event }) => event.type)).toContain("checking");
});

test("begins nothing while the rollout is paused", async () => {
  const fleet = await virtualFleet({ a: {} });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger, "a", { mayBegin: false })).toMatchObject({ state: "waiting" });
  expect(fleet.accepted("a")).toEqual([]);
});

test("changes the active system of a pair, and checks that the pair is synchronized", async () => {
  const fleet = await virtualFleet({
    a1: { peerName: "two", initialState: { role: "standby" } },
    a2: { peerName: "one" },
  });
  const ledger = newLedger(pair, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded", result: { host: "a2" } });
  expect([fleet.accepted("a1"), fleet.accepted("a2")]).toEqual([
    [],
    ["verify", "save", "activate"],
  ]);
});

test("a pair that reports no synchronization is unhealthy", async () => {
  const fleet = await virtualFleet({ a1: {}, a2: {} });
  const ledger = newLedger(pair, onePlan(), fleet);
  const unit = await change(fleet, ledger);
  expect(unit.result?.summary).toContain("the device reports no synchronization of the pair");
  expect(unit.state).toBe("unhealthy");
});

test("waits for a device that doesn't respond", async () => {
  const fleet = await virtualFleet({
    a: { faults: [{ fault: "reset", times: 3 }] },
  });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded" });
});

const blank = { initialState: {} };

test("applies a change file, and writes the edits before the first one is sent", async () => {
  const fleet = await virtualFleet({ a: blank });
  const ledger = newLedger(single, applyPlan(), fleet);
  const unit = await change(fleet, ledger);
  expect(unit).toMatchObject({
    state: "succeeded",
    result: { host: "a", summary: "version 2 is now running (was 1)" },
    change: {
      host: "a",
      backup: expect.stringMatching(/^pre-\d{17}-a$/),
      edits: [{ action: "update" }, { action: "add" }],
    },
  });
  expect(hasChange(fleet.device("a"), "running")).toBe(true);
  const events = (await ledger.audit()).map(({ event }) => event.type);
  expect(events.slice(1, 4)).toEqual(["claimed", "editing", "submitting"]);
  expect(fleet.accepted("a")).toEqual(["backup", "verify", "save", "activate"]);
});

test("passes a unit whose running configuration has the change, and sends nothing", async () => {
  const fleet = await virtualFleet({ a: blank });
  await using sbc = await fleet.connect("a");
  await sbc.applyChange(locationChange);
  const sent = fleet.accepted("a").length;
  const ledger = newLedger(single, applyPlan(), fleet);
  const unit = await change(fleet, ledger);
  expect(unit.result?.summary).toBe("unchanged: the change was already running");
  expect(unit).toMatchObject({ state: "succeeded" });
  expect(unit).not.toHaveProperty("change");
  expect(fleet.accepted("a")).toHaveLength(sent);
});

test("passes a unit without edits to commit, and sends nothing", async () => {
  const fleet = await virtualFleet({ a: blank });
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({
    state: "succeeded",
    result: { summary: "unchanged: the change was already running" },
  });
  expect(fleet.accepted("a")).toEqual([]);
});

test("activates a saved configuration that isn't running, without edits", async () => {
  const fleet = await virtualFleet({ a: {} });
  await using sbc = await fleet.connect("a");
  await using lock = await sbc.lock();
  await (await sbc.save()).wait();
  await lock.release();
  const ledger = newLedger(single, onePlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({ state: "succeeded" });
  expect(fleet.accepted("a").at(-1)).toBe("activate");
});

test("edits nothing that can't be written to the ledger", async () => {
  const fleet = await virtualFleet({ a: blank });
  const ledger = newLedger(single, applyPlan(), fleet);
  ledger.editing = async () => {
    throw new Error("the disk is full");
  };
  await expect(change(fleet, ledger)).rejects.toThrow("the disk is full");
  expect(hasChange(fleet.device("a"), "editing")).toBe(false);
  expect(fleet.accepted("a")).toEqual([]);
});

test.each([
  {
    given: "the device refuses an edit",
    change: {
      elements: [
        {
          type: "local-policy",
          attributes: { "from-address": "*", "to-address": "*", "source-realm": "access" },
          subElements: [{ type: "policy-attribute", attributes: { nonsense: "1" } }],
        },
      ],
    },
    state: "failed",
    says: "The edit failed: ",
  },
  {
    given: "the metadata of the device rule the change out",
    change: {
      elements: [{ type: "session-agent", attributes: { hostname: "sa1", nonsense: "1" } }],
    },
    state: "needs-person",
    says: "session-agent has no attribute nonsense",
  },
  {
    given: "the device has no such element type",
    change: { elements: [{ type: "nonsense", attributes: {} }] },
    state: "needs-person",
    says: "The element type does not exist.",
  },
] as const)("is $state if $given", async ({ change: elements, state, says }) => {
  const fleet = await virtualFleet({ a: blank });
  const ledger = newLedger(single, applyPlan("", elements), fleet);
  const unit = await change(fleet, ledger);
  expect(unit.state).toBe(state);
  expect(unit.result?.summary).toContain(says);
  expect(fleet.accepted("a")).not.toContain("verify");
});

test("needs a person if other edits would be committed with the change", async () => {
  const fleet = await virtualFleet({ a: blank });
  fleet.device("a").device.edit({
    change: [
      { type: "session-agent", attributes: { hostname: "core-proxy.example", state: "disabled" } },
    ],
  });
  const ledger = newLedger(single, applyPlan(), fleet);
  const unit = await change(fleet, ledger);
  expect(unit).toMatchObject({
    state: "needs-person",
    result: {
      summary: "other edits that aren't running would be committed as well: session-agent",
    },
  });
  expect(fleet.accepted("a")).toEqual([]);
});

test("puts the edits back if the verify fails", async () => {
  const fleet = await virtualFleet({
    a: { ...blank, requests: [{ on: "verify", fails: "No realm." }] },
  });
  const ledger = newLedger(single, applyPlan(), fleet);
  expect(await change(fleet, ledger)).toMatchObject({
    state: "failed",
    result: { summary: expect.stringContaining("No realm.") },
  });
  expect(hasChange(fleet.device("a"), "editing")).toBe(false);
});

/** A unit that took the change, in a rollback. */
async function rolledBack(device: InMemoryDeviceOptions = blank) {
  const fleet = await virtualFleet({ a: device });
  const ledger = newLedger(single, applyPlan("gates: { after: [healthy], timeout: 30s }"), fleet);
  await change(fleet, ledger);
  await ledger.rollBack({ by: "ines", atMs: 0 });
  return { fleet, ledger };
}

test("rolls a unit back to its backup, and makes it the running configuration", async () => {
  const { fleet, ledger } = await rolledBack();
  expect(hasChange(fleet.device("a"), "running")).toBe(true);
  const unit = await change(fleet, ledger);
  expect(unit).toMatchObject({
    state: "rolled-back",
    result: { summary: "rollback: version 3 is now running (was 2)" },
  });
  expect(hasChange(fleet.device("a"), "running")).toBe(false);
  expect(fleet.accepted("a").slice(4)).toEqual([
    ...["backup", "restore", "verify", "save", "activate"],
  ]);
});

test("rolls a unit back that the change made unhealthy", async () => {
  const { fleet, ledger } = await rolledBack({ ...blank, healthScorePercent: 60 });
  expect(await ledger.unit("a")).toMatchObject({ state: "unhealthy", taken: true });
  expect(await change(fleet, ledger)).toMatchObject({
    state: "unhealthy",
    result: {
      summary: expect.stringMatching(/^rollback: version 3 .* but the health score is 60%$/),
    },
  });
});

test("needs a person if the restore of a rollback fails, and saves nothing", async () => {
  const { fleet, ledger } = await rolledBack({
    ...blank,
    requests: [{ on: "restore", fails: "No such file." }],
  });
  const unit = await change(fleet, ledger);
  expect(unit.state).toBe("needs-person");
  expect(unit.result?.summary).toContain("rollback: The restore failed: ");
  expect(fleet.accepted("a").slice(4)).not.toContain("save");
});

test("a gate before the change keeps a device as it is on which another request runs", async () => {
  const lastRequest = { operation: "save", status: "inProgress", endsIn: "2 min" } as const;
  const fleet = await virtualFleet({ a: { initialState: { lastRequest } } });
  const ledger = newLedger(single, onePlan("gates: { before: [idle] }"), fleet);
  expect(await change(fleet, ledger)).toMatchObject({
    state: "needs-person",
    result: {
      summary: "before the change, another request (save) is running",
      obstacle: "others",
    },
  });
});

const checked = "gates: { after: [healthy, { command: ./check.sh, timeout: 20s }], timeout: 30s }";

test("repeats a check command until it exits with 0, with variables that name the device", async () => {
  const fleet = await virtualFleet({ a: {} });
  const ledger = newLedger(single, onePlan(checked), fleet);
  const runs: Parameters<RunCheck>[] = [];
  const unit = await change(fleet, ledger, "a", {
    runCheck: async (...run) => (runs.push(run) === 2 ? 0 : 1),
  });
  expect(unit.state).toBe("succeeded");
  expect(runs).toHaveLength(2);
  expect(runs[0]?.slice(0, 2)).toEqual([
    "./check.sh",
    {
      ...{ ASYNCSTATUS_HOST: "a", ASYNCSTATUS_UNIT: "a", ASYNCSTATUS_WAVE: "all" },
      ASYNCSTATUS_CHANGE: "applied",
    },
  ]);
});

test.each([
  { runCheck: async () => 1, says: "the check ./check.sh exited with code 1" },
  {
    runCheck: async () => undefined,
    says: "the check ./check.sh was killed, or can't be started",
  },
  {
    runCheck: (_command: string, _env: object, signal: AbortSignal) =>
      new Promise<undefined>((resolve) => {
        signal.addEventListener("abort", () => resolve(undefined));
      }),
    says: "the check ./check.sh wasn't over in time",
  },
])("is unhealthy if $says", async ({ runCheck, says }) => {
  const fleet = await virtualFleet({ a: {} });
  const ledger = newLedger(single, onePlan(checked), fleet);
  expect(await change(fleet, ledger, "a", { runCheck })).toMatchObject({
    state: "unhealthy",
    result: { summary: `version 2 is now running (was 1), but ${says}` },
  });
});

test("finishes a unit whose edits a killed process has sent, also if nothing new may begin", async () => {
  const fleet = await virtualFleet({ a: blank });
  const ledger = newLedger(single, applyPlan(), fleet);
  const { submitting } = ledger;
  let isDead = false;
  ledger.submitting = () => {
    isDead = true;
    return new Promise(() => {});
  };
  const { fetch } = fleet.device("a");
  const transport = fetchTransport({
    fetch: (input, init) => (isDead ? new Promise(() => {}) : fetch(input, init)),
  });
  void change({ ...fleet, connect: (host) => fleet.connect(host, { transport }) }, ledger);
  await fleet.clock.sleep(30_000);
  expect(hasChange(fleet.device("a"), "editing")).toBe(true);
  ledger.submitting = submitting;
  await fleet.clock.sleep(660_000);
  expect(await change(fleet, ledger, "a", { mayBegin: false })).toMatchObject({
    state: "succeeded",
    taken: true,
  });
  expect(hasChange(fleet.device("a"), "running")).toBe(true);
});
