import type { Control } from "../decision/rollout-state.ts";
import type { AuditEntry, Ledger, Snapshot, Step, UnitRecord } from "../ledger/ledger.ts";

/** The whole content of a ledger, to archive it. Contains no credentials, but the values of the change file. */
export interface LedgerExport {
  readonly format: 1;
  readonly snapshot: Snapshot;
  readonly control: Control;
  readonly units: readonly (UnitRecord & { readonly steps: readonly Step[] })[];
  readonly audit: readonly AuditEntry[];
  /** The reason why the audit log isn't intact. */
  readonly auditProblem?: string;
}

/** Reads everything that a ledger has. */
export async function exportLedger(ledger: Ledger): Promise<LedgerExport> {
  const units: LedgerExport["units"][number][] = [];
  for (const unit of await ledger.units()) {
    units.push({ ...unit, steps: await ledger.steps(unit.name) });
  }
  const auditProblem = await ledger.auditProblem();
  return {
    format: 1,
    snapshot: await ledger.snapshot(),
    control: await ledger.control(),
    units,
    audit: await ledger.audit(),
    ...(auditProblem !== undefined && { auditProblem }),
  };
}
