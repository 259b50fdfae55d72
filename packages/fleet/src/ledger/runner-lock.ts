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
      database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
    } catch (error) {
      database.close();
      // SQLITE_BUSY.
      if (!(error instanceof Error && "errcode" in error && error.errcode === 5)) throw error;
      throw new LedgerError("in-use", file);
    }
    return () => database.close();
  });
}
