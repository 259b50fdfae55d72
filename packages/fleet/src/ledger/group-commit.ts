import { type Clock, systemClock } from "@asyncstatus/client";
import { ConnectionLostError, type Database } from "./database.ts";
import type { AuditEntry } from "./ledger.ts";
import { Transaction } from "./transaction.ts";

type Work<Result> = (transaction: Transaction) => Promise<Result>;

interface Job {
  readonly mode: "read" | "write";
  readonly work: Work<unknown>;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

interface Committed {
  readonly entries: readonly AuditEntry[];
  readonly results: readonly unknown[];
}

const reconnectMs = 1_000;
/** The longest time to wait for a database whose connection was lost. */
const reconnectForMs = 300_000;

/**
 * Runs the work on a ledger in transactions. What arrives while a transaction runs shares the next one, so that many
 * workers wait for one write to the disk. If a transaction fails, each work of it is repeated in one of its own, so
 * that an error concerns only the work that caused it.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly listeners = new Set<(entry: AuditEntry) => void>();
  readonly #endOfTurn: () => Promise<void>;
  #jobs: Job[] = [];
  #isRunning = false;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    // Writes for all responses that have arrived share the transaction. A virtual clock would not wait.
    this.#endOfTurn =
      clock === systemClock
        ? () => new Promise((resolve) => setImmediate(resolve))
        : async () => {};
  }

  read<Result>(work: Work<Result>): Promise<Result> {
    return this.#add("read", work);
  }

  write<Result>(work: Work<Result>): Promise<Result> {
    return this.#add("write", work);
  }

  #add<Result>(mode: Job["mode"], work: Work<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ mode, work, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#jobs.length > 0) {
      await this.#endOfTurn();
      const jobs = this.#jobs;
      this.#jobs = [];
      if (jobs.length === 1 || !(await this.#runTogether(jobs))) {
        for (const job of jobs) await this.#runAlone(job);
      }
    }
    this.#isRunning = false;
  }

  /** Returns false if the work of one failed, and all were rolled back. */
  async #runTogether(jobs: readonly Job[]): Promise<boolean> {
    try {
      const results = await this.#commit(jobs);
      for (const [index, { resolve }] of jobs.entries()) resolve(results[index] as never);
      return true;
    } catch (error) {
      if (!(error instanceof ConnectionLostError)) return false;
      for (const { reject } of jobs) reject(error);
      return true;
    }
  }

  async #runAlone(job: Job): Promise<void> {
    try {
      const [result] = await this.#commit([job]);
      job.resolve(result as never);
    } catch (error) {
      job.reject(error);
    }
  }

  /** Commits jobs in one transaction, also if the connection is lost meanwhile. */
  async #commit(jobs: readonly Job[]): Promise<readonly unknown[]> {
    const deadline = this.#clock.now() + reconnectForMs;
    let last: Committed | undefined;
    for (;;) {
      try {
        const { entries, results } = await this.#database.transaction(
          jobs.some(({ mode }) => mode === "write") ? "write" : "read",
          async (query) => {
            // The commit whose response was lost may have been made.
            const end = last?.entries.at(-1);
            if (last && end) {
              const [entry] = await query("SELECT hash FROM audit WHERE number = ?", end.number);
              if (entry?.hash === end.hash) return last;
            }
            last = undefined;
            const [rollout] = await query("SELECT audit_entries, audit_hash FROM rollout");
            const transaction = new Transaction(query, this.#clock.date(), {
              entries: Number(rollout?.audit_entries),
              hash: String(rollout?.audit_hash),
            });
            const results: unknown[] = [];
            for (const { work } of jobs) results.push(await work(transaction));
            last = { entries: await transaction.writeAudit(), results };
            return last;
          },
        );
        for (const entry of entries) for (const listener of this.listeners) listener(entry);
        return results;
      } catch (error) {
        if (!(error instanceof ConnectionLostError) || this.#clock.now() >= deadline) throw error;
        await this.#clock.sleep(reconnectMs);
      }
    }
  }
}
