import { resolve } from "node:path";
import type { SqliteLedger } from "@asyncstatus/fleet";
import { shellWord } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { asUsageError } from "./as-usage-error.ts";

/** The option that names the ledger of a rollout. */
export interface LedgerFlags {
  readonly ledger?: string | undefined;
}

export const defaultLedger = "rollout.ledger";

/** Returns the path of the ledger. */
export function ledgerPath(io: Pick<Io, "cwd">, { ledger = defaultLedger }: LedgerFlags): string {
  return resolve(io.cwd, ledger);
}

/** Opens the ledger of a rollout. @throws {UsageError} */
export async function openLedger(io: Io, flags: LedgerFlags): Promise<SqliteLedger> {
  const { SqliteLedger } = await import("@asyncstatus/fleet");
  try {
    return SqliteLedger.open(ledgerPath(io, flags), { clock: io.clock });
  } catch (error) {
    throw await asUsageError(error, io, flags);
  }
}

/** Returns a command about the same rollout, for the user to copy. */
export function rolloutCommand(io: Io, words: string, { ledger }: LedgerFlags): string {
  const option = ledger === undefined ? "" : ` --ledger ${shellWord(ledger)}`;
  return `${programName(io)} rollout ${words}${option}`;
}
