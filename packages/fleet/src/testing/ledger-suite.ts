import type { SavedOperation } from "@asyncstatus/client";
import { expect, test } from "vitest";
import type { Conclusion, Ledger } from "../ledger/ledger.ts";
import type { NewRollout } from "../ledger/new-rollout.ts";
import { planUnits } from "../plan/plan-units.ts";
import { readReport } from "../report/rollout-report.ts";
import { claimOf, onePlan } from "./virtual-fleet.ts";

const devices = [{ host: "a" }, { host: "b", site: "fra", group: "g" }];
const plan = onePlan();
const saved = { format: 1 } as SavedOperation;
const step = { host: "a", operation: "save", saved } as const;
const ines = { by: "ines", reason: "maintenance", atMs: 1 };
const conclusion = {
  outcome: { operation: "save", outcome: "succeeded", confidence: "proven" },
  isFinal: true,
  settled: false,
} as Conclusion;
const code = (code: string) => expect.objectContaining({ code });

/** The content of a ledger with two units, `a` and `b`. */
export const twoUnits: NewRollout = { plan, devices, units: planUnits(plan, devices), by: "ines" };

/** A place for a ledger. */
export interface LedgerPlace {
  create(content: NewRollout): Ledger | Promise<Ledger>;
  open(): Ledger | Promise<Ledger>;
  /** Runs statements as a person can who writes to the database. */
  sql(text: string): void | Promise<void>;
  /** Removes what keeps the audit log append-only. */
  readonly withoutTriggers: string;
  /** Marks the ledger as one of the next version. */
  readonly asNewer: string;
}

/** Tests what every ledger does. */
export function testLedger(newPlace: () => LedgerPlace): void {
  const create = async () => newPlace().create(twoUnits);

  test("keeps plan, inventory and units", async () => {
    const place = newPlace();
    await (await place.create(twoUnits)).close();
    await using ledger = await place.open();
    expect(await ledger.snapshot()).toMatchObject({ plan, devices });
    expect(await ledger.units()).toMatchObject([
      { name: "a", state: "waiting", fence: 0 },
      { name: "b", state: "waiting", sites: ["fra"], groups: ["g"] },
    ]);
  });

  test("refuses a second rollout in the same place", async () => {
    const place = newPlace();
    await place.create(twoUnits);
    await expect(async () => place.create(twoUnits)).rejects.toThrow(code("exists"));
  });

  test("refuses a place without a ledger", async () => {
    await expect(async () => newPlace().open()).rejects.toThrow(code("not-found"));
  });

  test("refuses a newer ledger", async () => {
    const place = newPlace();
    await place.create(twoUnits);
    await place.sql(place.asNewer);
    await expect(async () => place.open()).rejects.toThrow(code("newer"));
  });

  test("an error of one write leaves those at the same time as they are", async () => {
    const ledger = await create();
    const [first, other] = [await claimOf(ledger, "a"), await claimOf(ledger, "b")];
    await claimOf(ledger, "a");
    const [begun, fenced, read, again] = await Promise.allSettled([
      ledger.submitting(other, { ...step, host: "b" }),
      ledger.submitting(first, step),
      ledger.steps("b"),
      ledger.submitting(other, { ...step, host: "b" }),
    ]);
    expect(begun).toMatchObject({ status: "fulfilled" });
    expect(fenced).toMatchObject({ status: "rejected", reason: code("fenced") });
    expect(read).toMatchObject({ value: [{ host: "b", state: "open" }] });
    expect(again).toMatchObject({ status: "rejected" });
    expect(await ledger.auditProblem()).toBeUndefined();
  });

  test("keeps what is about to be edited, of the last claim only", async () => {
    const ledger = await create();
    const [first, second] = [await claimOf(ledger, "a"), await claimOf(ledger, "a")];
    const change = { host: "a", backup: "before", edits: [] };
    await ledger.editing(second, change);
    const late = ledger.editing(first, { ...change, backup: "late" });
    await expect(late).rejects.toThrow(code("fenced"));
    expect(await ledger.unit("a")).toMatchObject({ change });
    expect(await ledger.unit("b")).not.toHaveProperty("change");
  });

  test("in a rollback, claims only units that took the change", async () => {
    const ledger = await create();
    const [taken, failed] = [await claimOf(ledger, "a"), await claimOf(ledger, "b")];
    await ledger.submitting(taken, step);
    await ledger.end(taken, { state: "unhealthy", summary: "" }, conclusion);
    await ledger.end(failed, { state: "failed", summary: "" });
    expect(await ledger.claim("a", 1)).toBeUndefined();
    await ledger.abort(ines);
    await ledger.rollBack(ines);
    expect(await ledger.control()).toEqual({ approvals: {}, rollback: ines });
    expect(await ledger.claim("b", 1)).toBeUndefined();
    const claim = await claimOf(ledger, "a");
    expect(claim).toMatchObject({ fence: 2, attempt: 2, from: "unhealthy", isBack: true });
    expect(await ledger.unit("a")).toMatchObject({ taken: true, isBack: true, backAfter: 1 });
    await ledger.end(claim, { state: "needs-person", summary: "" });
    expect(await ledger.resume(ines, { retry: true })).toEqual({ retried: ["a"] });
    expect(await claimOf(ledger, "a")).toMatchObject({ attempt: 3, isBack: true });
  });

  test("in a rollback, changes no unit that waits", async () => {
    const ledger = await create();
    await ledger.release(await claimOf(ledger, "a"));
    await ledger.rollBack(ines);
    expect(await ledger.claim("a", 1)).toBeUndefined();
  });

  test("what a rollback saves isn't the change", async () => {
    const ledger = await create();
    const first = await claimOf(ledger, "a");
    await ledger.submitting(first, step);
    await ledger.end(first, { state: "succeeded", summary: "" }, conclusion);
    await ledger.rollBack(ines);
    const back = await claimOf(ledger, "a");
    await ledger.submitting(back, step);
    await ledger.end(back, { state: "rolled-back", summary: "" }, conclusion);
    expect(await ledger.claim("a", 2)).toBeUndefined();
  });

  test("a claim of a unit ends all earlier claims", async () => {
    const ledger = await create();
    const first = await claimOf(ledger, "a");
    const second = await claimOf(ledger, "a");
    expect([first, second]).toMatchObject([
      { fence: 1, from: "waiting", attempt: 1 },
      { fence: 2, from: "running", attempt: 1 },
    ]);
    const fenced = code("fenced");
    await expect(ledger.submitting(first, step)).rejects.toThrow(fenced);
    await ledger.submitting(second, step);
    await expect(ledger.accepted(first, saved)).rejects.toThrow(fenced);
    await expect(ledger.conclude(first, conclusion)).rejects.toThrow(fenced);
    await expect(ledger.checking(first)).rejects.toThrow(fenced);
    await expect(ledger.release(first)).rejects.toThrow(fenced);
    const result = { state: "succeeded", summary: "" } as const;
    await expect(ledger.end(first, result, conclusion)).rejects.toThrow(fenced);
    expect(await ledger.steps("a")).toMatchObject([{ state: "open", fence: 2 }]);
    expect(await ledger.unit("a")).toMatchObject({ state: "running", fence: 2 });
  });

  test("claims a unit only as it is known", async () => {
    const ledger = await create();
    await claimOf(ledger, "a");
    expect(await ledger.claim("a", 0)).toBeUndefined();
  });

  test("claims waiting units by the present state, for one worker", async () => {
    const ledger = await create();
    await claimOf(ledger, "a");
    const seen: unknown[] = [];
    const claims = await ledger.claimWaiting("w", ({ units, control }) => {
      seen.push(
        units.map(({ state }) => state),
        control,
      );
      return ["a", "b"];
    });
    expect(seen).toEqual([["running", "waiting"], { approvals: {} }]);
    expect(claims).toMatchObject([{ unit: { name: "b" }, fence: 1, from: "waiting" }]);
    expect(await ledger.units()).toMatchObject([{ name: "a" }, { name: "b", worker: "w" }]);
    await ledger.pause(ines);
    expect(await ledger.claimWaiting("w", () => ["b"])).toEqual([]);
  });

  test("counts the heartbeats of each worker until it leaves", async () => {
    const ledger = await create();
    await ledger.beat("a");
    await ledger.beat("b");
    await ledger.beat("b");
    expect(await ledger.workers()).toEqual(
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
    );
    await ledger.leave("a");
    expect(await ledger.workers()).toEqual(new Map([["b", 2]]));
  });

  test("claims no unit that is over", async () => {
    const ledger = await create();
    await ledger.end(await claimOf(ledger, "a"), { state: "failed", summary: "no" });
    expect(await ledger.claim("a", 1)).toBeUndefined();
  });

  test.each(["pause", "abort"] as const)(
    "%s: claims no waiting unit, but one in progress",
    async (hold) => {
      const ledger = await create();
      await claimOf(ledger, "a");
      await ledger[hold](ines);
      expect(await ledger.claim("b", 0)).toBeUndefined();
      expect(await ledger.claim("a", 1)).toMatchObject({ from: "running" });
    },
  );

  test("keeps one open step a unit", async () => {
    const ledger = await create();
    const claim = await claimOf(ledger, "a");
    await ledger.submitting(claim, step);
    const next = { ...step, operation: "activate" } as const;
    await expect(ledger.submitting(claim, next)).rejects.toThrow(/unique/i);
    await ledger.submitting(claim, next, conclusion);
    expect(await ledger.steps("a")).toMatchObject([{ state: "closed" }, { state: "open" }]);
  });

  test("a unit is activated once an attempt", async () => {
    const ledger = await create();
    const claim = await claimOf(ledger, "a");
    const activate = { ...step, operation: "activate" } as const;
    await ledger.submitting(claim, activate);
    await ledger.conclude(claim, conclusion);
    await expect(ledger.submitting(claim, activate)).rejects.toThrow("It is not activated twice.");
  });

  test("keeps a step open whose outcome isn't final, and its attempt across a retry", async () => {
    const ledger = await create();
    const claim = await claimOf(ledger, "a");
    await ledger.submitting(claim, step);
    await ledger.accepted(claim, saved);
    const unknown = { ...conclusion, isFinal: false };
    await ledger.end(claim, { state: "needs-person", summary: "unknown" }, unknown);
    expect(await ledger.steps("a")).toMatchObject([
      { state: "accepted", outcome: { outcome: "succeeded" } },
    ]);
    expect(await ledger.resume(ines, { retry: true })).toEqual({ retried: ["a"] });
    expect(await claimOf(ledger, "a")).toMatchObject({ fence: 2, attempt: 1, from: "waiting" });
  });

  test("a retry is a new attempt if no step is open", async () => {
    const ledger = await create();
    const claim = await claimOf(ledger, "a");
    await ledger.submitting(claim, step);
    await ledger.end(claim, { state: "failed", summary: "no" }, conclusion);
    await ledger.resume(ines, { retry: true });
    expect(await claimOf(ledger, "a")).toMatchObject({ fence: 2, attempt: 2 });
  });

  test("resume ends a pause and acknowledges what ended without success", async () => {
    const ledger = await create();
    await ledger.end(await claimOf(ledger, "a"), { state: "failed", summary: "no" });
    await ledger.pause(ines);
    expect(await ledger.control()).toEqual({ paused: ines, approvals: {} });
    expect(await ledger.resume(ines)).toEqual({ retried: [] });
    expect(await ledger.control()).toEqual({ approvals: {} });
    expect(await ledger.units()).toMatchObject([{ acknowledged: true }, { acknowledged: false }]);
  });

  test("keeps who asked first, and why, and audits the others", async () => {
    await using ledger = await create();
    const max = { by: "max", reason: "alarms", atMs: 2 };
    for (const person of [ines, max]) {
      await ledger.pause(person);
      await ledger.abort(person);
      await ledger.approve("all", person);
    }
    const first = { approvals: { all: ines } };
    expect(await ledger.control()).toEqual({ paused: ines, aborted: ines, ...first });
    for (const person of [ines, max]) await ledger.rollBack(person);
    expect(await ledger.control()).toEqual({ rollback: ines, ...first });
    const audited = (await ledger.audit()).map(({ event }) => event);
    expect(audited.at(-1)).toEqual({ type: "rolling-back", by: "max", reason: "alarms" });
    await ledger.pause(max);
    expect(await ledger.control()).toEqual({ rollback: ines, paused: max, ...first });
  });

  test("records who approved a wave, and why", async () => {
    const ledger = await create();
    await ledger.approve("all", ines);
    expect(await ledger.control()).toEqual({ approvals: { all: ines } });
    expect((await ledger.audit()).map(({ event }) => event)).toEqual([
      expect.objectContaining({ type: "created", by: "ines" }),
      { type: "approved", by: "ines", reason: "maintenance", wave: "all" },
    ]);
  });

  test("returns a released unit to the waiting ones", async () => {
    const ledger = await create();
    await ledger.release(await claimOf(ledger, "a"));
    expect(await ledger.unit("a")).toMatchObject({ state: "waiting" });
  });

  test.each([
    { sql: "SELECT 1", says: undefined },
    {
      sql: "UPDATE audit SET at = '2026' WHERE number = 2",
      says: "entry 2 of the audit log was changed",
    },
    {
      sql: "UPDATE audit SET event = replace(event, 'ines', 'max') WHERE number = 1",
      says: "entry 1 of the audit log was changed",
    },
    {
      sql: "UPDATE audit SET event = 'x' WHERE number = 2",
      says: "entry 2 of the audit log was changed",
    },
    { sql: "DELETE FROM audit WHERE number = 2", says: "entry 2 of the audit log is missing" },
    {
      sql: "DELETE FROM audit WHERE number = 3",
      says: "entries at the end of the audit log are missing",
    },
  ])("the audit log shows $sql", async ({ sql, says }) => {
    const place = newPlace();
    const ledger = await place.create(twoUnits);
    await ledger.pause(ines);
    await ledger.resume(ines);
    await place.sql(`${place.withoutTriggers}; ${sql}`);
    expect(await ledger.auditProblem()).toBe(says);
    expect((await readReport(ledger, 0)).audit.problem).toBe(says);
  });

  test.each(["UPDATE audit SET at = ''", "DELETE FROM audit"])(
    "the audit log refuses %s",
    async (sql) => {
      const place = newPlace();
      await place.create(twoUnits);
      await expect(async () => place.sql(sql)).rejects.toThrow("the audit log is append-only");
    },
  );
}
