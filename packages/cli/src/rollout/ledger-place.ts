import { resolve } from "node:path";
import { checkFile, readCheckedFile } from "@asyncstatus/contract/options";
import type { Ledger, NewRollout } from "@asyncstatus/fleet";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { asUsageError } from "./as-usage-error.ts";
import type { LedgerFlags } from "./rollout-commands.ts";

export const defaultLedger = "rollout.ledger";
const variable = "ASYNCSTATUS_LEDGER";
const hint = `Set ${variable}, or use --ledger-url-file, PGPASSWORD or ~/.pgpass.`;

/** The path of a file, or the URL of PostgreSQL, which can contain a password. */
type LedgerPlace = { readonly file: string } | { readonly url: string };

/** @throws {UsageError} If it has a password that other users can read, or another user can have written it. */
function ledgerPlace(io: Io, { ledger, ledgerUrlFile }: LedgerFlags): LedgerPlace {
  if (ledgerUrlFile !== undefined) {
    if (ledger !== undefined) {
      throw new UsageError("--ledger and --ledger-url-file can't be combined");
    }
    return { url: readUrl(io, ledgerUrlFile) };
  }
  if (ledger !== undefined && hasPassword(ledger)) {
    throw new UsageError(
      "--ledger: other users of this computer can read a password on the command line",
      hint,
    );
  }
  const given = ledger ?? (io.env[variable] || defaultLedger);
  if (isUrl(given)) return { url: given };
  const file = resolve(io.cwd, given);
  // Reports quote the ledger.
  for (const suffix of ["", "-wal", "-runner"]) checkFile(file + suffix);
  return { file };
}

function isUrl(text: string): boolean {
  return /^postgres(ql)?:/i.test(text);
}

function hasPassword(text: string): boolean {
  return isUrl(text) && (/:\/\/[^@]*:[^@]*@/.test(text) || /[?&]password=/i.test(text));
}

function readUrl({ stderr }: Io, file: string): string {
  const read = readCheckedFile(file, "password");
  if (!read) throw new UsageError(`file not found: ${file}`);
  if (read.warning !== undefined) stderr.write(`WARNING: ${file}: ${read.warning}.\n`);
  const url = read.text.trim();
  if (!isUrl(url)) throw new UsageError(`${file}: no URL of PostgreSQL found`);
  return url;
}

/** Opens the ledger of a rollout. @throws {UsageError} */
export async function openLedger(io: Io, flags: LedgerFlags): Promise<Ledger> {
  const { PostgresLedger, SqliteLedger } = await import("@asyncstatus/fleet");
  const place = ledgerPlace(io, flags);
  const options = { clock: io.clock };
  try {
    return "url" in place
      ? await PostgresLedger.open(place.url, options)
      : SqliteLedger.open(place.file, options);
  } catch (error) {
    throw await asUsageError(error, io, flags);
  }
}

/** Creates the ledger of a rollout. @throws {LedgerError} */
export async function createLedger(
  io: Io,
  flags: LedgerFlags,
  content: NewRollout,
): Promise<Ledger> {
  const { PostgresLedger, SqliteLedger } = await import("@asyncstatus/fleet");
  const place = ledgerPlace(io, flags);
  const options = { clock: io.clock };
  return "url" in place
    ? PostgresLedger.create(place.url, content, options)
    : SqliteLedger.create(place.file, content, options);
}

/**
 * Runs a rollout. Of a ledger in a file, one process at a time can.
 *
 * @param run `alone`: true if no other process can run it.
 * @throws {LedgerError} `in-use`
 */
export async function asRunner<Result>(
  io: Io,
  flags: LedgerFlags,
  run: (alone: boolean) => Promise<Result>,
): Promise<Result> {
  const place = ledgerPlace(io, flags);
  if ("url" in place) return run(false);
  const { lockRunner } = await import("@asyncstatus/fleet");
  const release = lockRunner(place.file);
  try {
    return await run(true);
  } finally {
    release();
  }
}
