import { resolve } from "node:path";
import type { SqliteLedger } from "@asyncstatus/fleet";
import type { Io } from "../io.ts";
import { asUsageError } from "./as-usage-error.ts";
import type { LedgerFlags } from "./rollout-commands.ts";

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
