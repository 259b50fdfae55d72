import { existsSync } from "node:fs";
import { LedgerError } from "./ledger-errors.ts";
import { loadSqlite } from "./load-sqlite.ts";
import { withLedgerErrors } from "./sqlite-errors.ts";

/** Releases the lock of a running rollout. */
export type ReleaseRunner = () => void;

/**
 * Makes this process the only one that runs the rollout of a ledger, until it ends. The operating system
 * releases the lock of a process that was killed. It saves needless claims; safety comes from the fence
 * and the lock of the device.
 *
 * @throws {LedgerError} `in-use`; `cannot-open` if the folder doesn't exist.
 */
export function lockRunner(file: string): ReleaseRunner {
  const { DatabaseSync } = loadSqlite(file);
  return withLedgerErrors(file, () => {
    const database = new DatabaseSync(`${file}-runner`);
    try {
      // Longer than hasRunner holds its lock.
      database.exec("PRAGMA busy_timeout = 200; BEGIN EXCLUSIVE");
    } catch (error) {
      database.close();
      throw isBusy(error) ? new LedgerError("in-use", file) : error;
    }
    return () => database.close();
  });
}

/** Returns true if a process of this computer runs the rollout of a ledger in a file; see {@link lockRunner}. */
export function hasRunner(file: string): boolean {
  const { DatabaseSync } = loadSqlite(file);
  const lock = `${file}-runner`;
  if (!existsSync(lock)) return false;
  return withLedgerErrors(file, () => {
    using database = new DatabaseSync(lock, { readOnly: true });
    try {
      database.exec("PRAGMA busy_timeout = 0; SELECT count(*) FROM sqlite_schema");
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    }
  });
}

/** SQLITE_BUSY. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}
