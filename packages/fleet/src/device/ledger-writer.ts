import type { Outcome, SavedOperation } from "@asyncstatus/client";
import type { Claim, Conclusion, Ledger, Step, UnitChange, UnitResult } from "../ledger/ledger.ts";
import { assess } from "./assess.ts";

/**
 * Writes the steps of a commit to the ledger, one after the other. The conclusion about a step is written
 * with the next one, which saves a write.
 */
export class LedgerWriter {
  readonly #ledger: Ledger;
  readonly #claim: Claim;
  #open: Step["operation"] | undefined;
  #before: Conclusion | undefined;
  #writes: Promise<void> = Promise.resolve();
  /** The error of a write. After it, nothing is written, and nothing may be submitted. */
  error: unknown;

  constructor(ledger: Ledger, claim: Claim) {
    this.#ledger = ledger;
    this.#claim = claim;
  }

  /** True if a step was submitted whose result isn't known. */
  get hasOpenStep(): boolean {
    return this.#open !== undefined;
  }

  /** Writes edits before they are sent. @throws if they can't be written; nothing may be sent then. */
  async editing(change: UnitChange): Promise<void> {
    await this.#require(() => this.#ledger.editing(this.#claim, change));
  }

  /** Writes a step before it is sent. @throws if it can't be written; nothing may be sent then. */
  async submitting(step: Pick<Step, "host" | "operation" | "saved">): Promise<void> {
    const before = this.#take();
    await this.#require(() => this.#ledger.submitting(this.#claim, step, before));
    this.#open = step.operation;
  }

  /** Writes that the device accepted the step. */
  accepted(saved: SavedOperation): void {
    void this.#write(() => this.#ledger.accepted(this.#claim, saved));
  }

  /** Notes the outcome of the step, to be written with the next one or by {@link flush}. */
  ended(outcome: Outcome): void {
    const operation = this.#before?.outcome.operation ?? this.#open;
    if (operation === undefined || operation !== outcome.operation) return;
    const isFinal = assess({ operation } as Step, outcome, false) !== "unknown";
    this.#before = { outcome, isFinal, settled: false };
    this.#open = isFinal ? undefined : (operation as Step["operation"]);
  }

  /** Writes the outcome of a step that was settled. */
  async conclude(conclusion: Conclusion): Promise<void> {
    await this.#require(() => this.#ledger.conclude(this.#claim, conclusion));
    if (conclusion.isFinal) this.#open = undefined;
  }

  /** Ends the attempt. @throws if it can't be written */
  async end(result: UnitResult): Promise<void> {
    const before = this.#take();
    await this.#require(() => this.#ledger.end(this.#claim, result, before));
  }

  /** Waits until everything is written. @throws if it can't be */
  async flush(): Promise<void> {
    const before = this.#take();
    await this.#require(async () => {
      if (before) await this.#ledger.conclude(this.#claim, before);
    });
  }

  #take(): Conclusion | undefined {
    const before = this.#before;
    this.#before = undefined;
    return before;
  }

  async #require(write: () => Promise<void>): Promise<void> {
    await this.#write(write);
    if (this.error) throw this.error;
  }

  #write(write: () => Promise<void>): Promise<void> {
    this.#writes = this.#writes.then(async () => {
      if (this.error) return;
      try {
        await write();
      } catch (error) {
        this.error = error;
      }
    });
    return this.#writes;
  }
}
