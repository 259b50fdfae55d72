import { LedgerError, type LedgerErrorCode } from "./ledger-errors.ts";

/** By the primary result code of SQLite. */
const codes: Readonly<Record<number, LedgerErrorCode>> = {
  11: "damaged", // SQLITE_CORRUPT
  13: "full", // SQLITE_FULL
  14: "cannot-open", // SQLITE_CANTOPEN
  26: "not-a-ledger", // SQLITE_NOTADB
};

/** By the code of Node.js. */
const fileCodes: Readonly<Record<string, LedgerErrorCode>> = {
  ...{ EEXIST: "exists", ENOSPC: "full" },
  ...{ ENOENT: "cannot-open", ENOTDIR: "cannot-open", EACCES: "cannot-open", EROFS: "cannot-open" },
};

/** Does work on the file of a ledger. @throws {LedgerError} If the file can't be used. */
export function withLedgerErrors<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asLedgerError(error, file);
  }
}

function asLedgerError(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  // The upper bytes have the details.
  const sqlite = "errcode" in error ? codes[Number(error.errcode) & 0xff] : undefined;
  const code = sqlite ?? ("code" in error ? fileCodes[String(error.code)] : undefined);
  return code && !(error instanceof LedgerError) ? new LedgerError(code, file) : error;
}
