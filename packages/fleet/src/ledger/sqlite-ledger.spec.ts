import { execFileSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { testLedger, twoUnits } from "../testing/ledger-suite.ts";
import { ledgerFile } from "../testing/virtual-fleet.ts";
import { LedgerError } from "./ledger-errors.ts";
import { lockRunner } from "./runner-lock.ts";
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
