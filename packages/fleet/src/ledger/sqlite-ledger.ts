import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { systemClock } from "@asyncstatus/client";
import { type Database, type Query, tables } from "./database.ts";
import { LedgerError } from "./ledger-errors.ts";
import { loadSqlite } from "./load-sqlite.ts";
import { insertsOf, type LedgerOptions, type NewRollout } from "./new-rollout.ts";
import { SqlLedger } from "./sql-ledger.ts";
import { withLedgerErrors } from "./sqlite-errors.ts";

/** "asyn", which marks the file. */
const applicationId = 0x6173796e;
const schemaVersion = 1;
/** Another process may write at the same time. */
const busyMs = 10_000;

const schema = `
${tables({ integer: "INTEGER", serial: "INTEGER PRIMARY KEY", table: "STRICT" })}
CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit
  BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
`;

/** A ledger in a file, for the workers of one computer. */
export class SqliteLedger extends SqlLedger {
  /**
   * Creates a ledger. Other users can't read it.
   *
   * @throws {LedgerError} `exists` if the file is a ledger, `empty`, `not-a-ledger` or `newer` if it is another file;
   *   `cannot-open` if its folder doesn't exist.
   */
  static create(
    file: string,
    content: NewRollout,
    { clock = systemClock }: LedgerOptions = {},
  ): SqliteLedger {
    return withLedgerErrors(file, () => {
      loadSqlite(file);
      createFile(file);
      const database = openDatabase(file);
      try {
        const sqlite = new SqliteDatabase(database, file);
        database.exec(
          `BEGIN IMMEDIATE; PRAGMA application_id = ${applicationId};
            PRAGMA user_version = ${schemaVersion}; ${schema}`,
        );
        for (const [sql, ...values] of insertsOf(content, clock.date())) sqlite.run(sql, values);
        database.exec("COMMIT");
        return new SqliteLedger(sqlite, clock);
      } catch (error) {
        database.close();
        // Without it, the next start would find an incomplete ledger.
        for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
        throw error;
      }
    });
  }

  /** Opens a ledger. @throws {LedgerError} */
  static open(file: string, { clock = systemClock }: LedgerOptions = {}): SqliteLedger {
    loadSqlite(file);
    if (!existsSync(file)) throw new LedgerError("not-found", file);
    return withLedgerErrors(file, () => {
      const database = openDatabase(file);
      try {
        const id = database.prepare("PRAGMA application_id").get()?.application_id;
        const version = database.prepare("PRAGMA user_version").get()?.user_version;
        if (id === 0 && version === 0 && objectsIn(database).length === 0) {
          throw new LedgerError("empty", file);
        }
        if (id !== applicationId || version === 0) throw new LedgerError("not-a-ledger", file);
        if (version !== schemaVersion) throw new LedgerError("newer", file);
        if (!hasOnlyOurSchema(database)) throw new LedgerError("not-a-ledger", file);
        return new SqliteLedger(new SqliteDatabase(database, file), clock);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }
}

class SqliteDatabase implements Database {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, file: string) {
    database.exec(
      `PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON`,
    );
    this.#database = database;
    this.#file = file;
  }

  async transaction<Result>(
    mode: "read" | "write",
    work: (query: Query) => Promise<Result>,
  ): Promise<Result> {
    this.#exec(mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN");
    try {
      const result = await work(async (sql, ...values) => this.run(sql, values));
      this.#exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  run(sql: string, values: readonly SQLInputValue[]) {
    return withLedgerErrors(this.#file, () => {
      const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
      this.#statements.set(sql, statement);
      return statement.all(...values);
    });
  }

  #exec(sql: string): void {
    withLedgerErrors(this.#file, () => this.#database.exec(sql));
  }
}

/** @throws {LedgerError} That says what is there, if the file exists. */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    void SqliteLedger.open(file).close();
    throw error;
  }
}

function openDatabase(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite(file);
  return new DatabaseSync(file);
}

/** Returns false for a view or another object that we don't create. Reading a view can take forever. */
function hasOnlyOurSchema(database: DatabaseSync): boolean {
  using own = openDatabase(":memory:");
  own.exec(schema);
  const known = new Set(objectsIn(own));
  return objectsIn(database).every((object) => known.has(object));
}

function objectsIn(database: DatabaseSync): string[] {
  const rows = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema").all();
  return rows.map((row) => JSON.stringify(row));
}
