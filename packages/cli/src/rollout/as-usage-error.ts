import { LedgerFullError, problemsError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { type HostsFlags, resumeCommand, rolloutCommand } from "./rollout-commands.ts";

/**
 * Returns a usage error for a plan or a ledger that can't be used, a {@link LedgerFullError} for a full disk, and
 * any other error as it is.
 */
export async function asUsageError(error: unknown, io: Io, flags: HostsFlags): Promise<unknown> {
  const { LedgerError, PlanError } = await import("@asyncstatus/fleet");
  if (error instanceof PlanError) return problemsError(error);
  if (!(error instanceof LedgerError)) return error;
  const program = programName(io);
  switch (error.code) {
    case "exists":
      return new UsageError(
        error.message,
        `Use --ledger for another one. To continue that rollout, run: ${resumeCommand(io, flags)}`,
      );
    case "empty":
      return new UsageError(error.message, "Delete it, or use --ledger for another file.");
    case "not-a-ledger":
      return new UsageError(error.message, "Use --ledger for another one.");
    case "not-found":
      return new UsageError(
        error.message,
        flags.ledger === undefined && flags.ledgerUrlFile === undefined
          ? `Use --ledger, or start a rollout: ${program} rollout start PLAN`
          : undefined,
      );
    case "in-use":
      return new UsageError(
        error.message,
        `To see it, run: ${rolloutCommand(io, "status", flags)}`,
      );
    case "full":
      return new LedgerFullError(
        error.message,
        `Units may be in progress. To continue, run: ${resumeCommand(io, flags)}`,
      );
    default:
      return new UsageError(error.message);
  }
}
