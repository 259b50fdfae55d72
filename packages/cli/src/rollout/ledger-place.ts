import { resolve } from "node:path";
import { checkFile, readCheckedFile } from "@asyncstatus/contract/options";
import type { Ledger, NewRollout } from "@asyncstatus/fleet";
import { CommandLineError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import type { LedgerFlags } from "./rollout-commands.ts";

export const defaultLedger = "rollout.ledger";
const variable = "ASYNCSTATUS_LEDGER";
const hint = `Set ${variable}, or use --ledger-url-file, PGPASSWORD or ~/.pgpass.`;

/** The path of a file, or the URL of PostgreSQL, which can contain a password. */
export type LedgerPlace = { readonly file: string } | { readonly url: string };

/**
 * Returns the place of the ledger of a rollout.
 *
 * @throws {UsageError} If it has a password that other users can read, or another user can have written it.
 */
export function ledgerPlace(io: Io, { ledger, ledgerUrlFile }: LedgerFlags): LedgerPlace {
  if (ledgerUrlFile !== undefined) {
    if (ledger !== undefined) {
      throw new CommandLineError("--ledger and --ledger-url-file can't be combined");
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
  checkLedger(file);
  return { file };
}

/** @throws {UsageError} If another user can have written the ledger, which reports quote. */
function checkLedger(file: string): void {
  for (const suffix of ["", "-wal", "-runner"]) checkFile(file + suffix);
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

/** Opens the ledger of a rollout. @throws {LedgerError} */
export async function openLedger({ clock }: Io, place: LedgerPlace): Promise<Ledger> {
  const { PostgresLedger, SqliteLedger } = await import("@asyncstatus/fleet");
  return "url" in place
    ? PostgresLedger.open(place.url, { clock })
    : SqliteLedger.open(place.file, { clock });
}

/** Creates the ledger of a rollout. @throws {LedgerError} */
export async function createLedger(
  { clock }: Io,
  place: LedgerPlace,
  content: NewRollout,
): Promise<Ledger> {
  const { PostgresLedger, SqliteLedger } = await import("@asyncstatus/fleet");
  return "url" in place
    ? PostgresLedger.create(place.url, content, { clock })
    : SqliteLedger.create(place.file, content, { clock });
}

/** Returns how to find out whether a process runs a rollout. It returns `undefined` while that isn't known yet. */
export async function runnerProbe(
  { clock }: Pick<Io, "clock">,
  place: LedgerPlace,
  ledger: Ledger,
): Promise<() => Promise<boolean | undefined>> {
  const { hasRunner, WorkerWatch } = await import("@asyncstatus/fleet");
  if ("file" in place) return async () => hasRunner(place.file);
  const watch = new WorkerWatch(ledger, clock);
  return () => watch.hasRunner();
}

/** Returns true if a process runs a rollout. With PostgreSQL, that can take eight seconds. */
export async function isRun(
  io: Pick<Io, "clock">,
  place: LedgerPlace,
  ledger: Ledger,
): Promise<boolean> {
  const probe = await runnerProbe(io, place, ledger);
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    await io.clock.sleep(1_000);
  }
}

/**
 * Runs a rollout. Only one process at a time can run one whose ledger is a file.
 *
 * @param run `alone`: true if no other process can run it.
 * @throws {LedgerError} `in-use`
 */
export async function asRunner<Result>(
  place: LedgerPlace,
  run: (alone: boolean) => Promise<Result>,
): Promise<Result> {
  if ("url" in place) return run(false);
  const { lockRunner } = await import("@asyncstatus/fleet");
  // A password may have been typed since it was opened.
  checkLedger(place.file);
  const release = lockRunner(place.file);
  try {
    return await run(true);
  } finally {
    release();
  }
}
