import type { Clock } from "@asyncstatus/client";
import type { PlannedUnit } from "../inventory/inventory.ts";
import { auditHash } from "./audit-chain.ts";
import type { Value } from "./database.ts";
import { hashOf } from "./hash-of.ts";
import type { AuditEvent, Snapshot } from "./ledger.ts";

/** The content of a new ledger. */
export interface NewRollout extends Pick<Snapshot, "plan" | "devices"> {
  readonly units: readonly PlannedUnit[];
  /** The person who starts the rollout, as claimed. */
  readonly by: string;
}

/** Options of a ledger. */
export interface LedgerOptions {
  /** @default the clock of this computer */
  readonly clock?: Clock;
}

/** Returns the SHA-256 of a plan and an inventory. */
export function snapshotHash({ plan, devices }: Pick<Snapshot, "plan" | "devices">): string {
  return hashOf([plan, devices]);
}

/** Returns the statements that write the content of a new ledger to its tables. */
export function* insertsOf(
  { plan, devices, units, by }: NewRollout,
  now: Date,
): Generator<readonly [sql: string, ...values: Value[]]> {
  const hash = snapshotHash({ plan, devices });
  const event: AuditEvent = { type: "created", hash, by };
  const entry = { number: 1, at: now.toISOString(), event: JSON.stringify(event) };
  const entryHash = auditHash("", entry);
  yield [
    `INSERT INTO rollout (id, plan, devices, hash, created_at, audit_entries, audit_hash)
      VALUES (1, ?, ?, ?, ?, 1, ?)`,
    ...[JSON.stringify(plan), JSON.stringify(devices), hash, entry.at, entryHash],
  ];
  yield [
    "INSERT INTO audit (number, at, event, hash) VALUES (1, ?, ?, ?)",
    ...[entry.at, entry.event, entryHash],
  ];
  for (const [position, unit] of units.entries()) {
    yield [
      "INSERT INTO unit (name, position, planned, since_ms) VALUES (?, ?, ?, ?)",
      ...[unit.name, position, JSON.stringify(unit), now.getTime()],
    ];
  }
}
