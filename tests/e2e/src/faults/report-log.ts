import type { Operation, Outcome, Sbc } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import type { ActualResult } from "../world.ts";

/** Step that throws an error. */
export type Step = "login" | "lock" | "submit" | "wait" | "unlock" | "close";

/** Outcome, error or event that the client reports, and the actual result at that time. */
export type Report =
  | { readonly outcome: Outcome; readonly actual: ActualResult }
  | { readonly from: Step; readonly error: unknown; readonly actual: ActualResult }
  | { readonly event: "killed, started again" | "killed, resumed" | "lock-lost" };

/** Reports of the client, in order. */
export class ReportLog {
  readonly reports: Report[] = [];
  /** Saved state of the operation that was submitted last. */
  savedOperation: string | undefined;
  readonly #actualOf: (operation: OperationName) => ActualResult;

  constructor(actualOf: (operation: OperationName) => ActualResult) {
    this.#actualOf = actualOf;
  }

  outcome(outcome: Outcome): void {
    this.reports.push({ outcome, actual: this.#actualOf(outcome.operation) });
  }

  error(from: Step, error: unknown, operation: OperationName = "activate"): void {
    this.reports.push({ from, error, actual: this.#actualOf(operation) });
  }

  /** Runs a step and reports its error. */
  async attempt<Value>(from: Step, run: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await run();
    } catch (error) {
      this.error(from, error);
      return undefined;
    }
  }

  /** Waits for an operation and reports the lock loss and the outcome. */
  async follow(operation: Operation): Promise<void> {
    await this.attempt("wait", async () => {
      for await (const event of operation.events()) {
        if (event.type === "lock-lost") this.reports.push({ event: event.type });
        if (event.type === "ended") this.outcome(event.outcome);
      }
    });
  }

  /** Activates with the lock, and releases it. */
  async activate(sbc: Sbc, waitMs = 0): Promise<void> {
    const lock = await this.attempt("lock", () => sbc.lock({ waitMs }));
    if (!lock) return;
    const operation = await this.attempt("submit", () => sbc.activate({ waitForIdleMs: waitMs }));
    if (operation) {
      this.savedOperation = JSON.stringify(operation);
      await this.follow(operation);
    }
    await this.attempt("unlock", () => lock.release());
  }
}
