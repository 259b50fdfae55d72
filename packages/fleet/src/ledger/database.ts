/** A value of a column. */
export type Value = string | number | null;

/** A row of a result. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement with `?` for each value, and returns its rows. */
export type Query = (sql: string, ...values: readonly Value[]) => Promise<readonly Row[]>;

/** A database with one rollout. */
export interface Database {
  /**
   * Runs work in a transaction, which is durable when this returns, and rolled back if the work throws. No other
   * transaction that writes runs at the same time.
   *
   * @throws {ConnectionLostError} It may have been committed.
   */
  transaction<Result>(
    mode: "read" | "write",
    work: (query: Query) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

/** The connection to a database was lost. It can be opened again. */
export class ConnectionLostError extends Error {
  override readonly name = "ConnectionLostError";
  readonly code = "connection-lost";
}

/** The differences between databases in the definition of the tables. */
interface Dialect {
  readonly integer: string;
  /** The type of a primary key that increments itself. */
  readonly serial: string;
  /** The end of a definition. */
  readonly table: string;
}

/** Returns the statements that create the tables. */
export function tables({ integer, serial, table }: Dialect): string {
  return `
CREATE TABLE rollout (
  id ${integer} PRIMARY KEY CHECK (id = 1),
  plan TEXT NOT NULL, devices TEXT NOT NULL, hash TEXT NOT NULL, created_at TEXT NOT NULL,
  paused TEXT, aborted TEXT, rollback TEXT, approvals TEXT NOT NULL DEFAULT '{}',
  audit_entries ${integer} NOT NULL DEFAULT 0, audit_hash TEXT NOT NULL DEFAULT ''
) ${table};
CREATE TABLE unit (
  name TEXT PRIMARY KEY, position ${integer} NOT NULL, planned TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', since_ms ${integer} NOT NULL,
  acknowledged ${integer} NOT NULL DEFAULT 0, fence ${integer} NOT NULL DEFAULT 0,
  attempt ${integer} NOT NULL DEFAULT 0, change TEXT, result TEXT, worker TEXT,
  taken ${integer} NOT NULL DEFAULT 0, back_after ${integer},
  changed ${integer} NOT NULL DEFAULT 0
) ${table};
CREATE INDEX unit_by_change ON unit (changed);
CREATE TABLE worker (
  name TEXT PRIMARY KEY, beats ${integer} NOT NULL
) ${table};
CREATE TABLE step (
  id ${serial}, unit TEXT NOT NULL REFERENCES unit, fence ${integer} NOT NULL,
  host TEXT NOT NULL, operation TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  saved TEXT NOT NULL, outcome TEXT
) ${table};
CREATE INDEX step_of_unit ON step (unit);
CREATE UNIQUE INDEX one_open_step ON step (unit) WHERE state <> 'closed';
CREATE TABLE audit (
  number ${integer} PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, hash TEXT NOT NULL
) ${table};
`;
}
