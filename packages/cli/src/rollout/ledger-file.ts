import { resolve } from "node:path";
import { checkFile } from "@asyncstatus/contract/options";
import type { SqliteLedger } from "@asyncstatus/fleet";
import type { Io } from "../io.ts";
import { asUsageError } from "./as-usage-error.ts";
import type { LedgerFlags } from "./rollout-commands.ts";

export const defaultLedger = "rollout.ledger";

/** Returns the path of the ledger. */
export function ledgerPath(io: Pick<Io, "cwd">, { ledger = defaultLedger }: LedgerFlags): string {
  return resolve(io.cwd, ledger);
}

/**
 * Checks the files of a ledger, if they exist: what it says is reported, so another user must not have
 * written it.
 *
 * @throws {UsageError} If one of them is refused.
 */
export function checkLedger(path: string): void {
  for (const suffix of ["", "-wal", "-runner"]) checkFile(path + suffix);
}

/** Opens the ledger of a rollout. @throws {UsageError} */
export async function openLedger(io: Io, flags: LedgerFlags): Promise<SqliteLedger> {
  const { SqliteLedger } = await import("@asyncstatus/fleet");
  const path = ledgerPath(io, flags);
  checkLedger(path);
  try {
    return SqliteLedger.open(path, { clock: io.clock });
  } catch (error) {
    throw await asUsageError(error, io, flags);
  }
}
