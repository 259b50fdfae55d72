import type { Clock, SavedOperation } from "@asyncstatus/client";
import { mayRollBack } from "../decision/decide-rollback.ts";
import type { Control, Intervention, RolloutState } from "../decision/rollout-state.ts";
import { inProgress } from "../decision/startable.ts";
import type { PlannedUnit } from "../inventory/inventory.ts";
import { findAuditProblem, type HashedEntry } from "./audit-chain.ts";
import type { Database } from "./database.ts";
import { GroupCommit } from "./group-commit.ts";
import type {
  AuditEntry,
  AuditEvent,
  Claim,
  Conclusion,
  Ledger,
  Snapshot,
  Step,
  UnitChange,
  UnitRecord,
  UnitResult,
} from "./ledger.ts";
import { FencedError } from "./ledger-errors.ts";
import type { Transaction } from "./transaction.ts";

const openStep = "SELECT id, host, operation, fence FROM step WHERE unit = ? AND state <> 'closed'";

/** The units as they were read, in the order of the inventory. */
interface KnownUnits {
  readonly units: readonly UnitRecord[];
  /** The audit entry of their last change. */
  readonly change: number;
}

/** A ledger in a database. What differs between databases is in {@link Database}. */
export class SqlLedger implements Ledger {
  readonly #commits: GroupCommit;
  readonly #database: Database;
  #known: KnownUnits = { units: [], change: -1 };

  protected constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#commits = new GroupCommit(database, clock);
  }

  snapshot(): Promise<Snapshot> {
    return this.#commits.read(async (transaction) => {
      const { plan, devices, hash, created_at } = await transaction.row(
        "SELECT plan, devices, hash, created_at FROM rollout",
      );
      return {
        plan: parse(plan),
        devices: parse(devices),
        hash: String(hash),
        createdAt: String(created_at),
      };
    });
  }

  async units(): Promise<readonly UnitRecord[]> {
    const read = await this.#commits.read((transaction) => this.#readUnits(transaction));
    this.#known = read;
    return read.units;
  }

  unit(name: string): Promise<UnitRecord> {
    return this.#commits.read(async (transaction) =>
      toUnit(await transaction.row("SELECT * FROM unit WHERE name = ?", name)),
    );
  }

  control(): Promise<Control> {
    return this.#commits.read(readControl);
  }

  steps(unit: string): Promise<readonly Step[]> {
    return this.#commits.read(async (transaction) =>
      (await transaction.rows("SELECT * FROM step WHERE unit = ? ORDER BY id", unit)).map(
        (row) => ({
          host: String(row.host),
          operation: row.operation as Step["operation"],
          state: row.state as Step["state"],
          fence: Number(row.fence),
          saved: parse<SavedOperation>(row.saved),
          ...(row.outcome !== null && { outcome: parse<Conclusion["outcome"]>(row.outcome) }),
        }),
      ),
    );
  }

  openSteps(): Promise<number> {
    return this.#commits.read(async (transaction) => {
      const row = await transaction.row(
        "SELECT count(*) AS steps FROM step WHERE state <> 'closed'",
      );
      return Number(row.steps);
    });
  }

  claim(unit: string, last: number, worker?: string): Promise<Claim | undefined> {
    return this.#commits.write(async (transaction) => {
      const before = toUnit(await transaction.row("SELECT * FROM unit WHERE name = ?", unit));
      const control = await readControl(transaction);
      const isHeld = !inProgress(before) && !mayBegin(before, control);
      return before.fence !== last || isHeld
        ? undefined
        : claim(transaction, unit, control, worker);
    });
  }

  async claimWaiting(
    worker: string,
    choose: (state: Pick<RolloutState, "units" | "control">) => readonly string[],
  ): Promise<readonly Claim[]> {
    const { read, claims } = await this.#commits.write(async (transaction) => {
      const read = await this.#readUnits(transaction);
      const control = await readControl(transaction);
      const chosen = choose({ ...read, control });
      const due = new Set(
        read.units.filter((unit) => mayBegin(unit, control)).map(({ name }) => name),
      );
      const claims: Claim[] = [];
      for (const unit of chosen) {
        if (due.has(unit)) claims.push(await claim(transaction, unit, control, worker));
      }
      return { read, claims };
    });
    this.#known = read;
    return claims;
  }

  beat(worker: string): Promise<void> {
    return this.#commits.write((transaction) =>
      transaction.run(
        `INSERT INTO worker (name, beats) VALUES (?, 1)
          ON CONFLICT (name) DO UPDATE SET beats = worker.beats + 1`,
        worker,
      ),
    );
  }

  workers(): Promise<ReadonlyMap<string, number>> {
    return this.#commits.read(async (transaction) => {
      const rows = await transaction.rows("SELECT name, beats FROM worker");
      return new Map(rows.map(({ name, beats }) => [String(name), Number(beats)]));
    });
  }

  leave(worker: string): Promise<void> {
    return this.#commits.write((transaction) =>
      transaction.run("DELETE FROM worker WHERE name = ?", worker),
    );
  }

  editing(claim: Claim, change: UnitChange): Promise<void> {
    return this.#writeAs(claim, async (transaction, unit, fence) => {
      await transaction.run(
        "UPDATE unit SET change = ?, changed = ? WHERE name = ?",
        ...[JSON.stringify(change), transaction.nextEntry, unit],
      );
      transaction.audit({ type: "editing", unit, fence, ...change, edits: change.edits.length });
    });
  }

  submitting(
    claim: Claim,
    { host, operation, saved }: Pick<Step, "host" | "operation" | "saved">,
    before?: Conclusion,
  ): Promise<void> {
    return this.#writeAs(claim, async (transaction, unit, fence) => {
      if (before) await conclude(transaction, claim, before);
      if (await isActivated(transaction, unit)) {
        throw new Error(`The ledger says that ${unit} is activated. It is not activated twice.`);
      }
      await transaction.run(
        "INSERT INTO step (unit, fence, host, operation, saved) VALUES (?, ?, ?, ?, ?)",
        ...[unit, fence, host, operation, JSON.stringify(saved)],
      );
      transaction.audit({ type: "submitting", unit, fence, operation, host });
    });
  }

  accepted(claim: Claim, saved: SavedOperation): Promise<void> {
    return this.#writeAs(claim, async (transaction, unit, fence) => {
      const { id, host, operation } = await readOpenStep(transaction, unit);
      await transaction.run(
        "UPDATE step SET state = 'accepted', saved = ? WHERE id = ?",
        ...[JSON.stringify(saved), id],
      );
      transaction.audit({ type: "accepted", unit, fence, operation, host });
    });
  }

  conclude(claim: Claim, conclusion: Conclusion): Promise<void> {
    return this.#writeAs(claim, (transaction) => conclude(transaction, claim, conclusion));
  }

  checking(claim: Claim, conclusion?: Conclusion): Promise<void> {
    return this.#writeAs(claim, async (transaction, unit, fence) => {
      if (conclusion) await conclude(transaction, claim, conclusion);
      await setState(transaction, unit, "checking");
      transaction.audit({ type: "checking", unit, fence });
    });
  }

  end(claim: Claim, result: UnitResult, conclusion?: Conclusion): Promise<void> {
    return this.#writeAs(claim, async (transaction, unit, fence) => {
      if (conclusion) await conclude(transaction, claim, conclusion);
      await setState(transaction, unit, result.state);
      await transaction.run(
        "UPDATE unit SET result = ? WHERE name = ?",
        ...[JSON.stringify(result), unit],
      );
      transaction.audit({ type: "ended", unit, fence, result });
    });
  }

  release(claim: Claim): Promise<void> {
    return this.#writeAs(claim, async (transaction, unit, fence) => {
      await setState(transaction, unit, "waiting");
      transaction.audit({ type: "released", unit, fence });
    });
  }

  pause(intervention: Intervention): Promise<void> {
    return this.#intervene("paused", intervention, (transaction) =>
      transaction.run(
        "UPDATE rollout SET paused = COALESCE(paused, ?)",
        JSON.stringify(intervention),
      ),
    );
  }

  resume(
    intervention: Intervention,
    { retry = false }: { readonly retry?: boolean } = {},
  ): Promise<{ readonly retried: readonly string[] }> {
    const { atMs: _, ...event } = intervention;
    return this.#commits.write(async (transaction) => {
      await transaction.run("UPDATE rollout SET paused = NULL");
      const { rollback } = await readControl(transaction);
      const ofRollback = rollback ? " AND back_after IS NOT NULL" : "";
      const ended = `state IN ('failed', 'unhealthy', 'needs-person')${ofRollback}`;
      await transaction.run(
        `UPDATE unit SET acknowledged = 1, changed = ? WHERE ${ended}`,
        transaction.nextEntry,
      );
      transaction.audit({ type: "resumed", ...event });
      if (!retry) return { retried: [] };
      const rows = await transaction.rows(`SELECT name FROM unit WHERE ${ended} ORDER BY position`);
      const retried = rows.map(({ name }) => String(name));
      for (const unit of retried) await setState(transaction, unit, "waiting");
      if (retried.length > 0) transaction.audit({ type: "retried", units: retried });
      return { retried };
    });
  }

  abort(intervention: Intervention): Promise<void> {
    return this.#intervene("aborted", intervention, (transaction) =>
      transaction.run(
        "UPDATE rollout SET aborted = COALESCE(aborted, ?)",
        JSON.stringify(intervention),
      ),
    );
  }

  rollBack(intervention: Intervention): Promise<void> {
    return this.#intervene("rolling-back", intervention, (transaction) =>
      transaction.run(
        "UPDATE rollout SET rollback = COALESCE(rollback, ?), paused = NULL, aborted = NULL",
        JSON.stringify(intervention),
      ),
    );
  }

  approve(wave: string, intervention: Intervention): Promise<void> {
    return this.#intervene("approved", { ...intervention, wave }, async (transaction) => {
      const { approvals } = await readControl(transaction);
      await transaction.run(
        "UPDATE rollout SET approvals = ?",
        JSON.stringify({ [wave]: intervention, ...approvals }),
      );
    });
  }

  audit(): Promise<readonly AuditEntry[]> {
    return this.#commits.read(async (transaction) =>
      (await readAudit(transaction)).map((entry) => ({
        ...entry,
        event: readEvent(entry.event),
      })),
    );
  }

  listen(listener: (entry: AuditEntry) => void): void {
    this.#commits.listeners.add(listener);
  }

  auditProblem(): Promise<string | undefined> {
    return this.#commits.read(async (transaction) => {
      const { audit_entries, audit_hash } = await transaction.row(
        "SELECT audit_entries, audit_hash FROM rollout",
      );
      return findAuditProblem(await readAudit(transaction), {
        entries: Number(audit_entries),
        hash: String(audit_hash),
      });
    });
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Reads the units that changed since they were read. */
  async #readUnits(transaction: Transaction): Promise<KnownUnits> {
    const known = this.#known;
    const rows = await transaction.rows("SELECT * FROM unit WHERE changed > ?", known.change);
    if (rows.length === 0) return known;
    const units = [...known.units];
    for (const row of rows) units[Number(row.position)] = toUnit(row);
    return { units, change: Math.max(...rows.map(({ changed }) => Number(changed))) };
  }

  #intervene(
    type: "paused" | "aborted" | "approved" | "rolling-back",
    { atMs: _, ...event }: Intervention & { readonly wave?: string },
    change: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    return this.#commits.write(async (transaction) => {
      await change(transaction);
      transaction.audit({ type, ...event });
    });
  }

  /** Writes in one transaction, if the claim is the last one of its unit. */
  #writeAs(
    { unit, fence }: Claim,
    write: (transaction: Transaction, unit: string, fence: number) => Promise<void>,
  ): Promise<void> {
    return this.#commits.write(async (transaction) => {
      const row = await transaction.row("SELECT fence FROM unit WHERE name = ?", unit.name);
      if (row.fence !== fence) throw new FencedError(unit.name, fence);
      await write(transaction, unit.name, fence);
    });
  }
}

/** Returns true if the change of a unit, or its rollback, may begin. */
function mayBegin(unit: UnitRecord, { paused, aborted, rollback }: Control): boolean {
  if (paused || aborted) return false;
  return rollback ? mayRollBack(unit) : unit.state === "waiting";
}

async function claim(
  transaction: Transaction,
  unit: string,
  { rollback }: Control,
  worker: string | undefined,
): Promise<Claim> {
  const row = await transaction.row("SELECT * FROM unit WHERE name = ?", unit);
  const before = toUnit(row);
  const { state: from } = before;
  const begins = !inProgress(before);
  const isBack = before.isBack || (begins && rollback !== undefined);
  const backAfter = before.backAfter ?? (isBack ? before.fence : null);
  const fence = before.fence + 1;
  // The attempt of an open step continues, so that its result counts.
  const [open] = await transaction.rows(openStep, unit);
  const continues = open !== undefined && Number(open.fence) > (backAfter ?? 0);
  const attempt = begins && !continues ? fence : Number(row.attempt);
  await transaction.run(
    "UPDATE unit SET fence = ?, attempt = ?, back_after = ?, worker = ?, changed = ? WHERE name = ?",
    ...[fence, attempt, backAfter, worker ?? null, transaction.nextEntry, unit],
  );
  if (begins) await setState(transaction, unit, "running");
  transaction.audit({ type: "claimed", unit, fence, ...(worker !== undefined && { worker }) });
  return { unit: parse<PlannedUnit>(row.planned), fence, from, attempt, isBack };
}

async function readControl(transaction: Transaction): Promise<Control> {
  const { paused, aborted, rollback, approvals } = await transaction.row(
    "SELECT paused, aborted, rollback, approvals FROM rollout",
  );
  return {
    ...(paused !== null && { paused: parse<Intervention>(paused) }),
    ...(aborted !== null && { aborted: parse<Intervention>(aborted) }),
    ...(rollback !== null && { rollback: parse<Intervention>(rollback) }),
    approvals: parse(approvals),
  };
}

async function readAudit(transaction: Transaction): Promise<readonly HashedEntry[]> {
  const rows = await transaction.rows("SELECT * FROM audit ORDER BY number");
  return rows.map(({ number, at, event, hash }) => ({
    number: Number(number),
    at: String(at),
    event: String(event),
    hash: String(hash),
  }));
}

function readEvent(text: string): AuditEvent {
  try {
    return parse<AuditEvent>(text);
  } catch {
    return { type: "unreadable" };
  }
}

async function readOpenStep(transaction: Transaction, unit: string) {
  const { id, host, operation, fence } = await transaction.row(openStep, unit);
  return {
    id: Number(id),
    fence: Number(fence),
    host: String(host),
    operation: operation as Step["operation"],
  };
}

async function isActivated(transaction: Transaction, unit: string): Promise<boolean> {
  const rows = await transaction.rows(
    `SELECT outcome FROM step JOIN unit ON unit.name = step.unit
      WHERE step.unit = ? AND step.fence >= unit.attempt AND operation = 'activate'
      AND step.state = 'closed'`,
    unit,
  );
  return rows.some(({ outcome }) => parse<Conclusion["outcome"]>(outcome).outcome === "succeeded");
}

async function conclude(
  transaction: Transaction,
  { unit, fence }: Claim,
  { outcome, isFinal, settled }: Conclusion,
): Promise<void> {
  const { id, operation, fence: submittedBy } = await readOpenStep(transaction, unit.name);
  const state = isFinal ? ", state = 'closed'" : "";
  await transaction.run(
    `UPDATE step SET outcome = ?${state} WHERE id = ?`,
    ...[JSON.stringify(outcome), id],
  );
  const isCertain = outcome.outcome === "succeeded" && outcome.confidence !== "probable";
  if (isCertain && operation !== "verify") {
    await transaction.run(
      "UPDATE unit SET taken = 1, changed = ? WHERE name = ? AND (back_after IS NULL OR back_after >= ?)",
      ...[transaction.nextEntry, unit.name, submittedBy],
    );
  }
  transaction.audit({
    ...{ type: "outcome", unit: unit.name, fence, operation, outcome: outcome.outcome },
    ...("confidence" in outcome && { confidence: outcome.confidence }),
    settled,
  });
}

async function setState(
  transaction: Transaction,
  unit: string,
  state: UnitRecord["state"],
): Promise<void> {
  await transaction.run(
    "UPDATE unit SET state = ?, since_ms = ?, acknowledged = 0, changed = ? WHERE name = ?",
    ...[state, transaction.now.getTime(), transaction.nextEntry, unit],
  );
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
    taken: row.taken === 1,
    isBack: row.back_after !== null,
    ...(row.back_after !== null && { backAfter: Number(row.back_after) }),
    ...(row.change !== null && { change: parse<UnitChange>(row.change) }),
    ...(row.worker !== null && { worker: String(row.worker) }),
    ...(row.result !== null && { result: parse<UnitResult>(row.result) }),
  };
}
