import { execFileSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { SavedOperation } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { claimOf, ledgerFile, newLedger, onePlan } from "../testing/virtual-fleet.ts";
import type { Conclusion } from "./ledger.ts";
import { LedgerError } from "./ledger-errors.ts";
import { lockRunner } from "./runner-lock.ts";
import { SqliteLedger } from "./sqlite-ledger.ts";

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

test("keeps plan, inventory and units", async () => {
  const file = ledgerFile();
  await newLedger(devices, plan, { file }).close();
  await using ledger = SqliteLedger.open(file);
  expect(await ledger.snapshot()).toMatchObject({ plan, devices });
  expect(await ledger.units()).toMatchObject([
    { name: "a", state: "waiting", fence: 0 },
    { name: "b", state: "waiting", sites: ["fra"], groups: ["g"] },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("refuses a second rollout in a file", () => {
  const file = ledgerFile();
  newLedger(devices, plan, { file });
  expect(() => newLedger(devices, plan, { file })).toThrow(code("exists"));
});

test.each([
  { given: "a missing file", write: () => {}, want: "not-found" },
  {
    given: "a text",
    write: (file: string) => writeFileSync(file, "hosts: []\n".repeat(500)),
    want: "not-a-ledger",
  },
  {
    given: "another database",
    write: (file: string) =>
      new DatabaseSync(file).exec("CREATE TABLE a (b); PRAGMA user_version = 9"),
    want: "not-a-ledger",
  },
  {
    given: "a newer ledger",
    write: (file: string) => {
      newLedger(devices, plan, { file });
      new DatabaseSync(file).exec("PRAGMA user_version = 2");
    },
    want: "newer",
  },
])("refuses $given", ({ write, want }) => {
  const file = ledgerFile();
  write(file);
  expect(() => SqliteLedger.open(file)).toThrow(code(want));
});

test("leaves another database as it is", () => {
  const file = ledgerFile();
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE a (b)");
  expect(() => SqliteLedger.open(file)).toThrow(code("not-a-ledger"));
  expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "delete" });
});

test("a claim of a unit ends all earlier claims", async () => {
  const ledger = newLedger(devices, plan);
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
  const ledger = newLedger(devices, plan);
  await claimOf(ledger, "a");
  expect(await ledger.claim("a", 0)).toBeUndefined();
});

test("claims no unit that is over", async () => {
  const ledger = newLedger(devices, plan);
  await ledger.end(await claimOf(ledger, "a"), { state: "failed", summary: "no" });
  expect(await ledger.claim("a", 1)).toBeUndefined();
});

test.each(["pause", "abort"] as const)(
  "%s: claims no waiting unit, but one in progress",
  async (hold) => {
    const ledger = newLedger(devices, plan);
    await claimOf(ledger, "a");
    await ledger[hold](ines);
    expect(await ledger.claim("b", 0)).toBeUndefined();
    expect(await ledger.claim("a", 1)).toMatchObject({ from: "running" });
  },
);

test("keeps one open step a unit", async () => {
  const ledger = newLedger(devices, plan);
  const claim = await claimOf(ledger, "a");
  await ledger.submitting(claim, step);
  const next = { ...step, operation: "activate" } as const;
  await expect(ledger.submitting(claim, next)).rejects.toThrow("UNIQUE");
  await ledger.submitting(claim, next, conclusion);
  expect(await ledger.steps("a")).toMatchObject([{ state: "closed" }, { state: "open" }]);
});

test("a unit is activated once an attempt", async () => {
  const ledger = newLedger(devices, plan);
  const claim = await claimOf(ledger, "a");
  const activate = { ...step, operation: "activate" } as const;
  await ledger.submitting(claim, activate);
  await ledger.conclude(claim, conclusion);
  await expect(ledger.submitting(claim, activate)).rejects.toThrow("It is not activated twice.");
});

test("keeps a step open whose outcome isn't final, and its attempt across a retry", async () => {
  const ledger = newLedger(devices, plan);
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
  const ledger = newLedger(devices, plan);
  const claim = await claimOf(ledger, "a");
  await ledger.submitting(claim, step);
  await ledger.end(claim, { state: "failed", summary: "no" }, conclusion);
  await ledger.resume(ines, { retry: true });
  expect(await claimOf(ledger, "a")).toMatchObject({ fence: 2, attempt: 2 });
});

test("resume ends a pause and acknowledges what ended without success", async () => {
  const ledger = newLedger(devices, plan);
  await ledger.end(await claimOf(ledger, "a"), { state: "failed", summary: "no" });
  await ledger.pause(ines);
  expect(await ledger.control()).toEqual({ paused: ines, approvals: {} });
  expect(await ledger.resume(ines)).toEqual({ retried: [] });
  expect(await ledger.control()).toEqual({ approvals: {} });
  expect(await ledger.units()).toMatchObject([{ acknowledged: true }, { acknowledged: false }]);
});

test("records who approved a wave, and why", async () => {
  const ledger = newLedger(devices, plan);
  await ledger.approve("all", ines);
  expect(await ledger.control()).toEqual({ approvals: { all: ines } });
  expect((await ledger.audit()).map(({ event }) => event)).toEqual([
    expect.objectContaining({ type: "created", by: "ines" }),
    { type: "approved", by: "ines", reason: "maintenance", wave: "all" },
  ]);
});

test("returns a released unit to the waiting ones", async () => {
  const ledger = newLedger(devices, plan);
  await ledger.release(await claimOf(ledger, "a"));
  expect(await ledger.unit("a")).toMatchObject({ state: "waiting" });
});

/** Changes the audit log as a person can who writes to the file. */
function tamper(file: string, sql: string) {
  const database = new DatabaseSync(file);
  database.exec(`DROP TRIGGER audit_is_not_updated; DROP TRIGGER audit_is_not_deleted; ${sql}`);
  database.close();
}

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
  { sql: "DELETE FROM audit WHERE number = 2", says: "entry 2 of the audit log is missing" },
  {
    sql: "DELETE FROM audit WHERE number = 3",
    says: "entries at the end of the audit log are missing",
  },
])("the audit log shows $sql", async ({ sql, says }) => {
  const file = ledgerFile();
  const ledger = newLedger(devices, plan, { file });
  await ledger.pause(ines);
  await ledger.resume(ines);
  tamper(file, sql);
  expect(await ledger.auditProblem()).toBe(says);
});

test.each(["UPDATE audit SET at = ''", "DELETE FROM audit"])("the audit log refuses %s", (sql) => {
  const file = ledgerFile();
  newLedger(devices, plan, { file });
  expect(() => new DatabaseSync(file).exec(sql)).toThrow("the audit log is append-only");
});

test("one process at a time runs a rollout, until it ends", () => {
  const file = ledgerFile();
  const release = lockRunner(file);
  expect(() => lockRunner(file)).toThrow(code("in-use"));
  release();
  lockRunner(file)();
});

test("a process that was killed no longer runs the rollout", () => {
  const file = ledgerFile();
  const program = `
    const { lockRunner } = await import(${JSON.stringify(new URL("./runner-lock.ts", import.meta.url).href)});
    lockRunner(${JSON.stringify(file)});
    process.kill(process.pid, "SIGKILL");`;
  expect(() => execFileSync(process.execPath, ["--input-type=module", "-e", program])).toThrow();
  lockRunner(file)();
});

test("says so if the runtime has no SQLite", () => {
  const { getBuiltinModule } = process;
  process.getBuiltinModule = (() => undefined) as typeof getBuiltinModule;
  try {
    expect(() => SqliteLedger.open("a")).toThrow(LedgerError);
    expect(() => SqliteLedger.open("a")).toThrow("this runtime has no node:sqlite");
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});
