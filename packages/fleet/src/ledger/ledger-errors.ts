const messages = {
  empty: (file: string) => `${file} is empty, perhaps from a start that failed`,
  exists: (file: string) => `${file} already has a rollout`,
  "not-found": (file: string) => `no such ledger: ${file}`,
  "not-a-ledger": (file: string) => `${file} isn't a ledger of a rollout`,
  newer: (file: string) => `${file} was written by a newer version of asyncstatus`,
  "cannot-open": (file: string) =>
    `can't open the ledger ${file}: check that its folder exists and that you can write to it`,
  damaged: (file: string) => `the ledger ${file} is damaged: restore it from a copy`,
  full: (file: string) => `the disk is full, so the ledger ${file} can't be written: make room`,
  "in-use": (file: string) => `another process is running the rollout of ${file}`,
  unreachable: (problem: string) => `can't use the ledger ${problem}`,
  "invalid-url": () =>
    "the URL of the ledger is invalid; expected postgres://USER@HOST/DATABASE?schema=NAME",
  "pg-missing": () => "a ledger in PostgreSQL needs the package pg: npm install pg",
  "sqlite-missing": () =>
    "this runtime has no node:sqlite, which a rollout needs: use Node.js 22.13 or later",
} as const;

/** The reason why a ledger can't be used. */
export type LedgerErrorCode = keyof typeof messages;

/** A ledger can't be used. Units may be in progress if it is `full` or `damaged`; otherwise, nothing was changed. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, file: string) {
    super(messages[code](file));
    this.code = code;
  }
}

/** A unit was claimed by another worker. Nothing was written, and nothing may be submitted. */
export class FencedError extends Error {
  override readonly name = "FencedError";
  readonly code = "fenced";

  constructor(unit: string, fence: number) {
    super(`Claim ${fence} of ${unit} is no longer valid: another worker has claimed it.`);
  }
}
