import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { testLedger, twoUnits } from "../testing/ledger-suite.ts";
import { ledgerFile } from "../testing/virtual-fleet.ts";
import { LedgerError } from "./ledger-errors.ts";
import { hasRunner, lockRunner } from "./runner-lock.ts";
import { SqliteLedger } from "./sqlite-ledger.ts";

const code = (code: string) => expect.objectContaining({ code });

testLedger(() => {
  const file = ledgerFile();
  const closed = (ledger: SqliteLedger) => {
    onTestFinished(() => ledger.close());
    return ledger;
  };
  return {
    create: (content) => closed(SqliteLedger.create(file, content)),
    open: () => closed(SqliteLedger.open(file)),
    sql(text) {
      const database = new DatabaseSync(file);
      onTestFinished(() => database.close());
      database.exec(text);
    },
    withoutTriggers: "DROP TRIGGER audit_is_not_updated; DROP TRIGGER audit_is_not_deleted",
    asNewer: "PRAGMA user_version = 2",
  };
});

test("only the owner can read the file", async () => {
  const file = ledgerFile();
  await SqliteLedger.create(file, twoUnits).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([
  { given: "a text", write: (file: string) => writeFileSync(file, "hosts: []\n".repeat(500)) },
  {
    given: "another database",
    write: (file: string) =>
      new DatabaseSync(file).exec("CREATE TABLE a (b); PRAGMA user_version = 9"),
  },
])("refuses $given", ({ write }) => {
  const file = ledgerFile();
  write(file);
  expect(() => SqliteLedger.open(file)).toThrow(code("not-a-ledger"));
});

const endless = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
  SELECT i AS name, i AS beats FROM n`;

test.each([
  {
    object: "a view in place of a table",
    sql: `DROP TABLE worker; CREATE VIEW worker AS ${endless}`,
  },
  { object: "another table", sql: "CREATE TABLE more (a)" },
  { object: "a changed table", sql: "ALTER TABLE worker ADD COLUMN a TEXT" },
  {
    object: "another trigger",
    sql: `CREATE TRIGGER t AFTER UPDATE ON unit BEGIN SELECT count(*) FROM (${endless}); END`,
  },
])("refuses a ledger with $object", async ({ sql }) => {
  const file = ledgerFile();
  await SqliteLedger.create(file, twoUnits).close();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  expect(() => SqliteLedger.open(file)).toThrow(code("not-a-ledger"));
});

test("leaves another database as it is", () => {
  const file = ledgerFile();
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE a (b)");
  expect(() => SqliteLedger.open(file)).toThrow(code("not-a-ledger"));
  expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "delete" });
});

test.each([
  { given: "an empty file", content: "", want: "empty" },
  { given: "another file", content: "rollout: 1\n".repeat(100), want: "not-a-ledger" },
])("says that a place has $given, and leaves it", ({ content, want }) => {
  const file = ledgerFile();
  writeFileSync(file, content);
  expect(() => SqliteLedger.create(file, twoUnits)).toThrow(code(want));
  expect(() => SqliteLedger.open(file)).toThrow(code(want));
  expect(readFileSync(file, "utf8")).toBe(content);
});

test("leaves no file if it can't be written", async () => {
  const file = ledgerFile();
  const all = vi.spyOn(StatementSync.prototype, "all").mockImplementation(() => {
    throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
  });
  expect(() => SqliteLedger.create(file, twoUnits)).toThrow(code("full"));
  all.mockRestore();
  expect(readdirSync(dirname(file))).toEqual([]);
  await SqliteLedger.create(file, twoUnits).close();
});

test("one process at a time runs a rollout, until it ends", () => {
  const file = ledgerFile();
  expect(hasRunner(file)).toBe(false);
  const release = lockRunner(file);
  expect(() => lockRunner(file)).toThrow(code("in-use"));
  expect(hasRunner(file)).toBe(true);
  release();
  expect(hasRunner(file)).toBe(false);
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

test("says so if the folder doesn't exist", () => {
  const file = `${ledgerFile()}/missing/rollout.ledger`;
  expect(() => SqliteLedger.create(file, twoUnits)).toThrow(code("cannot-open"));
  expect(() => lockRunner(file)).toThrow(code("cannot-open"));
});

test("says so if the file is damaged", async () => {
  const file = ledgerFile();
  await SqliteLedger.create(file, twoUnits).close();
  const bytes = readFileSync(file);
  // Every page but the first, which has the schema.
  writeFileSync(file, bytes.fill(0xff, 4096));
  const ledger = SqliteLedger.open(file);
  onTestFinished(() => ledger.close());
  await expect(ledger.snapshot()).rejects.toThrow(code("damaged"));
});

test("says so if the disk is full", async () => {
  const ledger = SqliteLedger.create(ledgerFile(), twoUnits);
  onTestFinished(() => ledger.close());
  const full = Object.assign(new Error("database or disk is full"), { errcode: 13 });
  const all = vi.spyOn(StatementSync.prototype, "all").mockImplementation(() => {
    throw full;
  });
  onTestFinished(() => all.mockRestore());
  await expect(ledger.pause({ by: "ines", atMs: 0 })).rejects.toThrow(code("full"));
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
