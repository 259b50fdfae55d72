import { systemClock } from "@asyncstatus/client";
import { ConnectionLostError, tables } from "./database.ts";
import { LedgerError } from "./ledger-errors.ts";
import { insertsOf, type LedgerOptions, type NewRollout } from "./new-rollout.ts";
import { PostgresDatabase, readPostgresUrl, sqlStateOf } from "./postgres-database.ts";
import { SqlLedger } from "./sql-ledger.ts";

const schemaVersion = 1;

const schema = `
CREATE TABLE asyncstatus_ledger (version BIGINT NOT NULL);
INSERT INTO asyncstatus_ledger VALUES (${schemaVersion});
${tables({
  integer: "BIGINT",
  serial: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
  table: "",
})}
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  EXECUTE FUNCTION refuse_change();
`;

/**
 * A ledger in PostgreSQL 13 or later, for workers on several computers. Needs the package `pg`. If the connection
 * is lost, it is opened again for five minutes.
 */
export class PostgresLedger extends SqlLedger {
  /**
   * Creates a ledger.
   *
   * @param url Such as `postgres://user:password@host/database?schema=name`. The schema is `asyncstatus` by
   *   default, and is created if it doesn't exist. It is in no message, as it may contain a password.
   * @throws {LedgerError} `exists` if the schema has a rollout, `not-a-ledger` if it has other tables of these names.
   */
  static async create(
    url: string,
    content: NewRollout,
    { clock = systemClock }: LedgerOptions = {},
  ): Promise<PostgresLedger> {
    const place = readPostgresUrl(url);
    const database = new PostgresDatabase(place);
    try {
      await database.run("BEGIN");
      const [known] = await database.run(
        "SELECT FROM pg_namespace WHERE nspname = ?",
        place.schema,
      );
      if (!known) await database.run(`CREATE SCHEMA "${place.schema}"`);
      await database.run(schema);
      for (const insert of insertsOf(content, clock.date())) await database.run(...insert);
      await database.run("COMMIT");
    } catch (error) {
      await database.close();
      // Duplicate table, schema or function, or the same in another transaction.
      const exists = ["42P07", "42P06", "42723", "23505"].includes(sqlStateOf(error) ?? "");
      throw exists ? await existing(url, place.shown) : asLedgerError(error, place.shown);
    }
    return new PostgresLedger(database, clock);
  }

  /** Opens a ledger. @throws {LedgerError} */
  static async open(
    url: string,
    { clock = systemClock }: LedgerOptions = {},
  ): Promise<PostgresLedger> {
    const place = readPostgresUrl(url);
    const database = new PostgresDatabase(place);
    try {
      const [found] = await database.run(
        "SELECT to_regclass('asyncstatus_ledger') AS ledger, to_regclass('rollout') AS rollout",
      );
      if (found?.ledger === null) {
        throw new LedgerError(found.rollout === null ? "not-found" : "not-a-ledger", place.shown);
      }
      const [marker] = await database.run("SELECT version FROM asyncstatus_ledger");
      if (marker?.version !== schemaVersion) throw new LedgerError("newer", place.shown);
    } catch (error) {
      await database.close();
      throw asLedgerError(error, place.shown);
    }
    return new PostgresLedger(database, clock);
  }
}

/** Returns the error that says what is in a schema with tables of the same names. */
async function existing(url: string, shown: string): Promise<unknown> {
  try {
    await (await PostgresLedger.open(url)).close();
    return new LedgerError("exists", shown);
  } catch (error) {
    const isMissing = error instanceof LedgerError && error.code === "not-found";
    return isMissing ? new LedgerError("not-a-ledger", shown) : error;
  }
}

function asLedgerError(error: unknown, shown: string): unknown {
  const isRefused =
    error instanceof ConnectionLostError || /^(28|3D|42501)/.test(sqlStateOf(error) ?? "");
  if (!isRefused || !(error instanceof Error)) return error;
  const { message } = error.cause instanceof Error ? error.cause : error;
  return new LedgerError("unreachable", `${shown}: ${message}`);
}
