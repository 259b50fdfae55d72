import { LedgerError } from "./ledger-errors.ts";

type Sqlite = typeof import("node:sqlite");

/**
 * Loads SQLite when it is used, without the warning of Node.js 22 that it is experimental.
 *
 * @throws {LedgerError} `sqlite-missing`
 */
export function loadSqlite(file: string): Sqlite {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    const sqlite: Sqlite | undefined = process.getBuiltinModule?.("node:sqlite");
    if (!sqlite) throw new LedgerError("sqlite-missing", file);
    return sqlite;
  } finally {
    process.emitWarning = emitWarning;
  }
}
