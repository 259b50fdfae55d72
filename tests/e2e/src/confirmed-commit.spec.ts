import {
  type ApplyOptions,
  type Change,
  fetchTransport,
  type UnconfirmedChange,
  VersionError,
  waitForConfirmation,
} from "@asyncstatus/client";
import { expect, test } from "vitest";
import { type Kill, runKilled } from "./run-killed.ts";
import { createWorld, type World } from "./world.ts";

const change: Change = {
  elements: [{ type: "system-config", attributes: { location: "attic" } }],
};
const minute = 60_000;

const locations = ({ device }: World) =>
  (["editing", "saved", "running"] as const).map(
    (of) => device.findElements({ type: "system-config" }, of)[0]?.attributes.location?.[0],
  );

async function applied(options: ApplyOptions = {}) {
  const world = createWorld();
  const sbc = await world.connect();
  const result = await sbc.applyChange(change, { confirmWithinMs: 10 * minute, ...options });
  const { unconfirmed } = result;
  if (!unconfirmed) throw new Error("expected an unconfirmed change");
  return { world, sbc, result, unconfirmed };
}

/** Returns the kill of a process at the request of an action. */
const killAt = (action: string, isHandled: boolean): Kill => ({
  isAt: ({ url }) => url.search.includes(`action=${action}`),
  isHandled,
});

test("the time to confirm a change begins at the end of its activate", async () => {
  const { world, result, unconfirmed } = await applied();
  expect(result.outcome).toBe("succeeded");
  expect(unconfirmed).toEqual({
    format: 1,
    statusUrl: "https://sbc.example/rest/v1.2/admin/asyncstatus",
    backup: expect.stringMatching(/^asyncstatus-\d+-running$/),
    version: 2,
    confirmBy: expect.any(String),
  });
  const left = Date.parse(unconfirmed.confirmBy) - world.clock.date().getTime();
  // The versions are read and the lock is released after it.
  expect(left).toBeGreaterThan(9.9 * minute);
});

test("a change that is confirmed in time is kept", async () => {
  const { world, unconfirmed } = await applied();
  const { clock } = world;
  const confirmedAt = clock.now() + 3 * minute;
  const isConfirmed = () => clock.now() >= confirmedAt;
  expect(await waitForConfirmation(unconfirmed, { clock, isConfirmed })).toBe(true);
  const lateMs = clock.now() - confirmedAt;
  expect(lateMs).toBeGreaterThanOrEqual(0);
  // One interval, if the sum of the sleeps was rounded down.
  expect(lateMs).toBeLessThan(1_001);
});

test("a confirmation that hangs doesn't delay the end of the time", async () => {
  const { world, unconfirmed } = await applied();
  const { clock } = world;
  const isConfirmed = () => new Promise<boolean>(() => {});
  expect(await waitForConfirmation(unconfirmed, { clock, isConfirmed })).toBe(false);
  expect(clock.date().toISOString()).toBe(unconfirmed.confirmBy);
});

test("the wait for a confirmation ends with an error of its check, and with its signal", async () => {
  const { world, unconfirmed } = await applied();
  const { clock } = world;
  const fail = () => Promise.reject(new Error("no route to host"));
  const wait = (isConfirmed: () => Promise<boolean>, signal?: AbortSignal) =>
    waitForConfirmation(unconfirmed, { clock, isConfirmed, ...(signal && { signal }) });
  await expect(wait(fail)).rejects.toThrow("no route to host");
  const reason = new Error("interrupted");
  await expect(wait(async () => false, AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("a change that isn't confirmed is rolled back to what was running before", async () => {
  // The edit of another user wasn't running before, although the change activated it.
  const world = createWorld();
  const state = { hostname: "core-proxy.example", state: "disabled" };
  world.device.edit({ change: [{ type: "session-agent", attributes: state }] });
  await using sbc = await world.connect();
  const { unconfirmed } = await sbc.applyChange(change, { confirmWithinMs: minute });
  if (!unconfirmed) throw new Error("expected an unconfirmed change");
  expect(locations(world)).toEqual(["attic", "attic", "attic"]);

  const { clock } = world;
  expect(await waitForConfirmation(unconfirmed, { clock, isConfirmed: () => false })).toBe(false);
  const result = await sbc.rollBackUnconfirmed(unconfirmed);
  expect(result).toMatchObject({
    outcome: "succeeded",
    steps: [{ operation: "save" }, { operation: "activate" }],
    edit: { state: "replaced" },
    versions: { currentVersion: 3, runningVersion: 3 },
  });
  expect(locations(world)).toEqual(["lab", "lab", "lab"]);
  const [agent] = world.device.findElements(
    { type: "session-agent", attributes: { hostname: ["core-proxy.example"] } },
    "running",
  );
  expect(agent?.attributes.state).not.toEqual(["disabled"]);
  expect(world.lockIsFree()).toBe(true);
});

test("nothing is rolled back if another user activated a version since", async () => {
  const { world, sbc, unconfirmed } = await applied();
  world.device.edit({ change: [{ type: "system-config", attributes: { location: "cellar" } }] });
  await sbc.commit();
  const result = await sbc.rollBackUnconfirmed(unconfirmed);
  expect(result).toMatchObject({ outcome: "stopped", stopReason: "running-changed", steps: [] });
  expect(result.versions).toEqual({ currentVersion: 3, runningVersion: 3 });
  expect(locations(world)).toEqual(["cellar", "cellar", "cellar"]);
});

test("a rollback waits for the activate of the change, if that still runs", async () => {
  const world = createWorld({ durations: { activate: minute } });
  const saved: UnconfirmedChange[] = [];
  await runKilled(world, killAt("activate", true), (sbc) =>
    sbc.applyChange(change, {
      confirmWithinMs: minute,
      onUnconfirmed: (unconfirmed) => void saved.push(unconfirmed),
    }),
  );
  const [unconfirmed] = saved;
  if (!unconfirmed) throw new Error("expected an unconfirmed change");
  await using sbc = await world.connect();
  const waits = { waitForLockMs: 11 * minute, waitForIdleMs: 2 * minute };
  const { outcome } = await sbc.rollBackUnconfirmed(unconfirmed, waits);
  expect(outcome).toBe("succeeded");
  expect(locations(world)).toEqual(["lab", "lab", "lab"]);
});

test.for([
  { action: "restore", isHandled: false },
  { action: "restore", isHandled: true },
  { action: "save", isHandled: false },
  { action: "save", isHandled: true },
  { action: "activate", isHandled: false },
  { action: "activate", isHandled: true },
])(
  "a rollback that was killed ends as another process resumes it: %o",
  async ({ action, isHandled }) => {
    const { world, unconfirmed } = await applied();
    const saved = [unconfirmed];
    const onUnconfirmed = (state: UnconfirmedChange) => void saved.push(state);
    await runKilled(world, killAt(action, isHandled), (sbc) =>
      sbc.rollBackUnconfirmed(unconfirmed, { onUnconfirmed }),
    );
    await using sbc = await world.connect();
    const waits = { waitForLockMs: 11 * minute, waitForIdleMs: minute };
    const { outcome } = await sbc.rollBackUnconfirmed(saved.at(-1) ?? unconfirmed, waits);
    const isOver = action === "activate" && isHandled;
    expect(outcome).toBe(isOver ? "unchanged" : "succeeded");
    expect(locations(world)).toEqual(["lab", "lab", "lab"]);
    // The first save succeeded, but no process saw its end.
    const repeats = action === "save" && isHandled ? 1 : 0;
    expect(world.device.configurationVersions().runningVersion).toBe(3 + repeats);
  },
);

test("v1.0, which has no backup, refuses a confirmation before anything is sent", async () => {
  const world = createWorld();
  const requests: string[] = [];
  const counting: typeof fetch = (input, init) => {
    requests.push(new Request(input, init).url);
    return world.fetch(input, init);
  };
  const transport = fetchTransport({ fetch: counting });
  await using sbc = await world.connect({ version: "v1.0", transport });
  const loggedIn = requests.length;
  await expect(sbc.applyChange(change, { confirmWithinMs: minute })).rejects.toThrow(VersionError);
  expect(requests).toHaveLength(loggedIn);
});

test("nothing is activated if the state can't be kept", async () => {
  const world = createWorld();
  await using sbc = await world.connect();
  const onUnconfirmed = () => Promise.reject(new Error("disk full"));
  const result = await sbc.applyChange(change, { confirmWithinMs: minute, onUnconfirmed });
  expect(result).toMatchObject({ outcome: "stopped", stopReason: "error" });
  expect(result.error?.message).toBe("disk full");
  expect(result.unconfirmed).toBeUndefined();
  expect(locations(world)).toEqual(["attic", "attic", "lab"]);
});

test("an activate that failed needs no confirmation", async () => {
  const world = createWorld({ requests: [{ on: "activate", fails: "No such realm." }] });
  await using sbc = await world.connect();
  const result = await sbc.applyChange(change, { confirmWithinMs: minute });
  expect(result.steps.at(-1)?.outcome).toBe("failed");
  expect(result.unconfirmed).toBeUndefined();
});

test("a dry run can't be confirmed, and another device can't roll it back", async () => {
  const { sbc, unconfirmed } = await applied();
  const both = { confirmWithinMs: minute, dryRun: true };
  await expect(sbc.applyChange(change, both)).rejects.toThrow("confirmWithinMs");
  const other = { ...unconfirmed, statusUrl: "https://other.example/" };
  await expect(sbc.rollBackUnconfirmed(other)).rejects.toThrow("https://other.example/");
});
