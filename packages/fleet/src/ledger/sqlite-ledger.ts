import { closeSync, existsSync, openSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Clock, SavedOperation } from "@asyncstatus/client";
import { systemClock } from "@asyncstatus/client";
import { type Control, type Intervention, isOver } from "../decision/rollout-state.ts";
import type { PlannedUnit } from "../inventory/inventory.ts";
import { auditHash, findAuditProblem } from "./audit-chain.ts";
import { hashOf } from "./hash-of.ts";
import type {
  AuditEntry,
  AuditEvent,
  Claim,
  Conclusion,
  Ledger,
  Snapshot,
  Step,
  UnitRecord,
  UnitResult,
} from "./ledger.ts";
import { FencedError, LedgerError } from "./ledger-errors.ts";
import { loadSqlite } from "./load-sqlite.ts";

/** "asyn", which marks the file. */
const applicationId = 0x6173796e;
const schemaVersion = 1;
/** Another process may write at the same time. */
const busyMs = 10_000;

const schema = `
CREATE TABLE rollout (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  plan TEXT NOT NULL, devices TEXT NOT NULL, hash TEXT NOT NULL, created_at TEXT NOT NULL,
  paused TEXT, aborted TEXT, approvals TEXT NOT NULL DEFAULT '{}',
  audit_entries INTEGER NOT NULL DEFAULT 0, audit_hash TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE unit (
  name TEXT PRIMARY KEY, position INTEGER NOT NULL, planned TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', since_ms INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL DEFAULT 0, fence INTEGER NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0, result TEXT
) STRICT;
CREATE TABLE step (
  id INTEGER PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit, fence INTEGER NOT NULL,
  host TEXT NOT NULL, operation TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  saved TEXT NOT NULL, outcome TEXT
) STRICT;
CREATE INDEX step_of_unit ON step (unit);
CREATE UNIQUE INDEX one_open_step ON step (unit) WHERE state <> 'closed';
CREATE TABLE audit (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit
  BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
`;

const openStep = "SELECT id, host, operation FROM step WHERE unit = ? AND state <> 'closed'";
const activated = `SELECT 1 FROM step JOIN unit ON unit.name = step.unit
  WHERE unit = ? AND step.fence >= unit.attempt AND operation = 'activate'
  AND step.state = 'closed' AND json_extract(outcome, '$.outcome') = 'succeeded'`;

/** The content of a new ledger. */
export interface NewRollout extends Pick<Snapshot, "plan" | "devices"> {
  readonly units: readonly PlannedUnit[];
  /** The person who starts the rollout, as claimed. */
  readonly by: string;
}

/** Options of {@link SqliteLedger}. */
export interface LedgerOptions {
  /** @default the clock of this computer */
  readonly clock?: Pick<Clock, "date">;
}

/** Returns the SHA-256 of a plan and an inventory. */
export function snapshotHash({ plan, devices }: Pick<Snapshot, "plan" | "devices">): string {
  return hashOf([plan, devices]);
}

/** A ledger in a file, for the workers of one computer. */
export class SqliteLedger implements Ledger, AsyncDisposable {
  readonly #database: DatabaseSync;
  readonly #clock: Pick<Clock, "date">;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(database: DatabaseSync, clock: Pick<Clock, "date">) {
    database.exec(
      `PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON`,
    );
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Creates a ledger. Other users can't read it.
   *
   * @throws {LedgerError} `exists` if the file exists.
   */
  static create(
    file: string,
    { plan, devices, units, by }: NewRollout,
    { clock = systemClock }: LedgerOptions = {},
  ): SqliteLedger {
    loadSqlite(file);
    try {
      closeSync(openSync(file, "wx", 0o600));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      throw new LedgerError("exists", file);
    }
    const ledger = new SqliteLedger(openDatabase(file), clock);
    ledger.#write(() => {
      ledger.#database.exec(
        `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; ${schema}`,
      );
      const now = clock.date();
      const hash = snapshotHash({ plan, devices });
      ledger.#run(
        "INSERT INTO rollout (id, plan, devices, hash, created_at) VALUES (1, ?, ?, ?, ?)",
        ...[JSON.stringify(plan), JSON.stringify(devices), hash, now.toISOString()],
      );
      for (const [position, unit] of units.entries()) {
        ledger.#run(
          "INSERT INTO unit (name, position, planned, since_ms) VALUES (?, ?, ?, ?)",
          ...[unit.name, position, JSON.stringify(unit), now.getTime()],
        );
      }
      ledger.#audit({ type: "created", hash, by });
    });
    return ledger;
  }

  /** Opens a ledger. @throws {LedgerError} */
  static open(file: string, { clock = systemClock }: LedgerOptions = {}): SqliteLedger {
    loadSqlite(file);
    if (!existsSync(file)) throw new LedgerError("not-found", file);
    const database = openDatabase(file);
    try {
      const id = database.prepare("PRAGMA application_id").get()?.application_id;
      const version = database.prepare("PRAGMA user_version").get()?.user_version;
      if (id !== applicationId || version === 0) throw new LedgerError("not-a-ledger", file);
      if (version !== schemaVersion) throw new LedgerError("newer", file);
    } catch (error) {
      database.close();
      throw isNotADatabase(error) ? new LedgerError("not-a-ledger", file) : error;
    }
    return new SqliteLedger(database, clock);
  }

  async snapshot(): Promise<Snapshot> {
    const { plan, devices, hash, created_at } = this.#row(
      "SELECT plan, devices, hash, created_at FROM rollout",
    );
    return {
      plan: parse(plan),
      devices: parse(devices),
      hash: String(hash),
      createdAt: String(created_at),
    };
  }

  async units(): Promise<readonly UnitRecord[]> {
    return this.#rows("SELECT * FROM unit ORDER BY position").map(toUnit);
  }

  async unit(name: string): Promise<UnitRecord> {
    return toUnit(this.#row("SELECT * FROM unit WHERE name = ?", name));
  }

  async control(): Promise<Control> {
    return this.#control();
  }

  async steps(unit: string): Promise<readonly Step[]> {
    return this.#rows("SELECT * FROM step WHERE unit = ? ORDER BY id", unit).map((row) => ({
      host: String(row.host),
      operation: row.operation as Step["operation"],
      state: row.state as Step["state"],
      fence: Number(row.fence),
      saved: parse<SavedOperation>(row.saved),
      ...(row.outcome !== null && { outcome: parse<Conclusion["outcome"]>(row.outcome) }),
    }));
  }

  async claim(unit: string, last: number): Promise<Claim | undefined> {
    return this.#write(() => {
      const row = this.#row("SELECT planned, state, fence, attempt FROM unit WHERE name = ?", unit);
      const from = row.state as UnitRecord["state"];
      const { paused, aborted } = this.#control();
      const isHeld = from === "waiting" && (paused || aborted);
      if (row.fence !== last || isOver(from) || isHeld) return undefined;
      const fence = last + 1;
      // The attempt of an open step continues, so that its result counts.
      const hasOpenStep = this.#rows(openStep, unit).length > 0;
      const attempt = from === "waiting" && !hasOpenStep ? fence : Number(row.attempt);
      this.#run("UPDATE unit SET fence = ?, attempt = ? WHERE name = ?", fence, attempt, unit);
      if (from === "waiting") this.#setState(unit, "running");
      this.#audit({ type: "claimed", unit, fence });
      return { unit: parse<PlannedUnit>(row.planned), fence, from, attempt };
    });
  }

  async submitting(
    claim: Claim,
    { host, operation, saved }: Pick<Step, "host" | "operation" | "saved">,
    before?: Conclusion,
  ): Promise<void> {
    this.#writeAs(claim, (unit, fence) => {
      if (before) this.#conclude(claim, before);
      if (this.#rows(activated, unit).length > 0) {
        throw new Error(`The ledger says that ${unit} is activated. It is not activated twice.`);
      }
      this.#run(
        "INSERT INTO step (unit, fence, host, operation, saved) VALUES (?, ?, ?, ?, ?)",
        ...[unit, fence, host, operation, JSON.stringify(saved)],
      );
      this.#audit({ type: "submitting", unit, fence, operation, host });
    });
  }

  async accepted(claim: Claim, saved: SavedOperation): Promise<void> {
    this.#writeAs(claim, (unit, fence) => {
      const { id, host, operation } = this.#openStep(unit);
      this.#run(
        "UPDATE step SET state = 'accepted', saved = ? WHERE id = ?",
        ...[JSON.stringify(saved), id],
      );
      this.#audit({ type: "accepted", unit, fence, operation, host });
    });
  }

  async conclude(claim: Claim, conclusion: Conclusion): Promise<void> {
    this.#writeAs(claim, () => this.#conclude(claim, conclusion));
  }

  async checking(claim: Claim, conclusion?: Conclusion): Promise<void> {
    this.#writeAs(claim, (unit, fence) => {
      if (conclusion) this.#conclude(claim, conclusion);
      this.#setState(unit, "checking");
      this.#audit({ type: "checking", unit, fence });
    });
  }

  async end(claim: Claim, result: UnitResult, conclusion?: Conclusion): Promise<void> {
    this.#writeAs(claim, (unit, fence) => {
      if (conclusion) this.#conclude(claim, conclusion);
      this.#setState(unit, result.state);
      this.#run("UPDATE unit SET result = ? WHERE name = ?", JSON.stringify(result), unit);
      this.#audit({ type: "ended", unit, fence, result });
    });
  }

  async release(claim: Claim): Promise<void> {
    this.#writeAs(claim, (unit, fence) => {
      this.#setState(unit, "waiting");
      this.#audit({ type: "released", unit, fence });
    });
  }

  async pause(intervention: Intervention): Promise<void> {
    this.#intervene("paused", intervention, () => {
      this.#run("UPDATE rollout SET paused = ?", JSON.stringify(intervention));
    });
  }

  async resume(
    intervention: Intervention,
    { retry = false }: { readonly retry?: boolean } = {},
  ): Promise<{ readonly retried: readonly string[] }> {
    return this.#write(() => {
      this.#run("UPDATE rollout SET paused = NULL");
      const ended = "state IN ('failed', 'unhealthy', 'needs-person')";
      this.#run(`UPDATE unit SET acknowledged = 1 WHERE ${ended}`);
      this.#audit({ type: "resumed", ...withoutTime(intervention) });
      if (!retry) return { retried: [] };
      const retried = this.#rows(`SELECT name FROM unit WHERE ${ended} ORDER BY position`).map(
        ({ name }) => String(name),
      );
      for (const unit of retried) this.#setState(unit, "waiting");
      if (retried.length > 0) this.#audit({ type: "retried", units: retried });
      return { retried };
    });
  }

  async abort(intervention: Intervention): Promise<void> {
    this.#intervene("aborted", intervention, () => {
      this.#run("UPDATE rollout SET aborted = ?", JSON.stringify(intervention));
    });
  }

  async approve(wave: string, intervention: Intervention): Promise<void> {
    this.#intervene("approved", { ...intervention, wave }, () => {
      const approvals = { ...this.#control().approvals, [wave]: intervention };
      this.#run("UPDATE rollout SET approvals = ?", JSON.stringify(approvals));
    });
  }

  async audit(): Promise<readonly AuditEntry[]> {
    return this.#rows("SELECT * FROM audit ORDER BY number").map((row) => ({
      number: Number(row.number),
      at: String(row.at),
      event: parse<AuditEvent>(row.event),
      hash: String(row.hash),
    }));
  }

  async auditProblem(): Promise<string | undefined> {
    const { audit_entries, audit_hash } = this.#row(
      "SELECT audit_entries, audit_hash FROM rollout",
    );
    const rows = this.#rows("SELECT * FROM audit ORDER BY number");
    return findAuditProblem(
      rows.map((row) => ({
        number: Number(row.number),
        at: String(row.at),
        event: String(row.event),
        hash: String(row.hash),
      })),
      { entries: Number(audit_entries), hash: String(audit_hash) },
    );
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #control(): Control {
    const { paused, aborted, approvals } = this.#row(
      "SELECT paused, aborted, approvals FROM rollout",
    );
    return {
      ...(paused !== null && { paused: parse<Intervention>(paused) }),
      ...(aborted !== null && { aborted: parse<Intervention>(aborted) }),
      approvals: parse(approvals),
    };
  }

  #openStep(unit: string): {
    readonly id: number;
    readonly host: string;
    readonly operation: Step["operation"];
  } {
    const row = this.#row(openStep, unit);
    return {
      id: Number(row.id),
      host: String(row.host),
      operation: row.operation as Step["operation"],
    };
  }

  #conclude({ unit, fence }: Claim, { outcome, isFinal, settled }: Conclusion): void {
    const { id, operation } = this.#openStep(unit.name);
    this.#run("UPDATE step SET outcome = ? WHERE id = ?", JSON.stringify(outcome), id);
    if (isFinal) this.#run("UPDATE step SET state = 'closed' WHERE id = ?", id);
    this.#audit({
      ...{ type: "outcome", unit: unit.name, fence, operation, outcome: outcome.outcome },
      ...("confidence" in outcome && { confidence: outcome.confidence }),
      settled,
    });
  }

  #setState(unit: string, state: UnitRecord["state"]): void {
    this.#run(
      "UPDATE unit SET state = ?, since_ms = ?, acknowledged = 0 WHERE name = ?",
      ...[state, this.#clock.date().getTime(), unit],
    );
  }

  #intervene(
    type: "paused" | "aborted" | "approved",
    { atMs: _, ...event }: Intervention & { readonly wave?: string },
    change: () => void,
  ): void {
    this.#write(() => {
      change();
      this.#audit({ type, ...event });
    });
  }

  #audit(event: AuditEvent): void {
    const { audit_entries, audit_hash } = this.#row(
      "SELECT audit_entries, audit_hash FROM rollout",
    );
    const number = Number(audit_entries) + 1;
    const entry = { number, at: this.#clock.date().toISOString(), event: JSON.stringify(event) };
    const hash = auditHash(String(audit_hash), entry);
    this.#run(
      "INSERT INTO audit (number, at, event, hash) VALUES (?, ?, ?, ?)",
      ...[number, entry.at, entry.event, hash],
    );
    this.#run("UPDATE rollout SET audit_entries = ?, audit_hash = ?", number, hash);
  }

  /** Writes in one transaction, if the claim is the last one of its unit. */
  #writeAs({ unit, fence }: Claim, write: (unit: string, fence: number) => void): void {
    this.#write(() => {
      const row = this.#row("SELECT fence FROM unit WHERE name = ?", unit.name);
      if (row.fence !== fence) throw new FencedError(unit.name, fence);
      write(unit.name, fence);
    });
  }

  #write<Result>(write: () => Result): Result {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = write();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  #rows(sql: string, ...values: SQLInputValue[]) {
    return this.#prepare(sql).all(...values);
  }

  #row(sql: string, ...values: SQLInputValue[]) {
    const row = this.#prepare(sql).get(...values);
    if (!row) throw new Error(`The ledger has no row for ${values.join(", ")}.`);
    return row;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function openDatabase(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite(file);
  return new DatabaseSync(file);
}

function isNotADatabase(error: unknown): boolean {
  // SQLITE_NOTADB.
  return error instanceof Error && "errcode" in error && error.errcode === 26;
}

function parse<Value>(text: unknown): Value {
  return JSON.parse(String(text));
}

function toUnit(row: Readonly<Record<string, unknown>>): UnitRecord {
  return {
    ...parse<PlannedUnit>(row.planned),
    state: row.state as UnitRecord["state"],
    sinceMs: Number(row.since_ms),
    acknowledged: row.acknowledged === 1,
    fence: Number(row.fence),
    ...(row.result !== null && { result: parse<UnitResult>(row.result) }),
  };
}

function withoutTime({ by, reason }: Intervention) {
  return { by, ...(reason !== undefined && { reason }) };
}
