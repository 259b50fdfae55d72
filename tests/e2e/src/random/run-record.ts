import type { Outcome } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import type { Fault, FaultTarget } from "@asyncstatus/server";

/** Outcome that the client reports. */
export interface ReportedOutcome {
  readonly operation: OperationName;
  readonly outcome: Outcome;
  /** Time before the submission. */
  readonly startedAtMs: number;
  readonly reportedAtMs: number;
}

/** Error that the client throws. */
export interface Thrown {
  readonly from: "connect" | "lock" | "submit" | "wait" | "commit" | "release" | "close";
  readonly error: unknown;
  readonly atMs: number;
}

/** Record of everything that the client does in one run. */
export class RunRecord {
  readonly lines: string[] = [];
  /** Everything that the client returns: events, outcomes, errors, saved operations. */
  readonly output: unknown[] = [];
  readonly outcomes: ReportedOutcome[] = [];
  readonly thrown: Thrown[] = [];
  /** Durations of the calls with a deadline. */
  readonly waits: { readonly what: string; readonly tookMs: number; readonly limitMs: number }[] =
    [];
  /** Faults that were injected. */
  readonly faults: { readonly fault: Fault; readonly on: readonly FaultTarget[] }[] = [];
  /** Signal that ends the first wait. */
  signal: AbortSignal | undefined;
  readonly #startedMs = performance.now();

  log(line: string): void {
    this.lines.push(`${(performance.now() - this.#startedMs).toFixed(0).padStart(6)} ms  ${line}`);
  }
}
