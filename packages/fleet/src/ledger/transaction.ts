import { type AuditEnd, auditHash, type HashedEntry } from "./audit-chain.ts";
import type { Query, Row, Value } from "./database.ts";
import type { AuditEntry, AuditEvent } from "./ledger.ts";

/** A transaction of a ledger. Its audit entries are written at its end. */
export class Transaction {
  readonly now: Date;
  readonly #query: Query;
  readonly #stored: HashedEntry[] = [];
  readonly #entries: AuditEntry[] = [];
  #end: AuditEnd;

  constructor(query: Query, now: Date, end: AuditEnd) {
    this.#query = query;
    this.now = now;
    this.#end = end;
  }

  /** The number of the next audit entry, which each change of a unit is marked with. */
  get nextEntry(): number {
    return this.#end.entries + 1;
  }

  rows(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return this.#query(sql, ...values);
  }

  async row(sql: string, ...values: readonly Value[]): Promise<Row> {
    const [row] = await this.#query(sql, ...values);
    if (!row) throw new Error(`The ledger has no row for ${values.join(", ")}.`);
    return row;
  }

  async run(sql: string, ...values: readonly Value[]): Promise<void> {
    await this.#query(sql, ...values);
  }

  audit(event: AuditEvent): void {
    const { entries, hash: previous } = this.#end;
    const entry = {
      number: entries + 1,
      at: this.now.toISOString(),
      event: JSON.stringify(event),
    };
    const hash = auditHash(previous, entry);
    this.#stored.push({ ...entry, hash });
    this.#entries.push({ ...entry, event, hash });
    this.#end = { entries: entry.number, hash };
  }

  /** Writes the audit entries, and returns them. */
  async writeAudit(): Promise<readonly AuditEntry[]> {
    if (this.#stored.length === 0) return [];
    for (const { number, at, event, hash } of this.#stored) {
      await this.run(
        "INSERT INTO audit (number, at, event, hash) VALUES (?, ?, ?, ?)",
        ...[number, at, event, hash],
      );
    }
    const { entries, hash } = this.#end;
    await this.run("UPDATE rollout SET audit_entries = ?, audit_hash = ?", entries, hash);
    return this.#entries;
  }
}
