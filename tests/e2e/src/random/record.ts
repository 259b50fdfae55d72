import type { Outcome } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import type { Fault, FaultTarget } from "@asyncstatus/server";

/** What the client has said of one of our requests. */
export interface Answer {
  readonly operation: OperationName;
  readonly outcome: Outcome;
  /** The time before it was submitted. */
  readonly begunAtMs: number;
  /** The time when this was said. */
  readonly saidAtMs: number;
}

/** What the client has thrown, and from where. */
export interface Thrown {
  readonly from: "connect" | "lock" | "submit" | "wait" | "commit" | "release" | "close";
  readonly error: unknown;
  readonly atMs: number;
}

/** What the client was seen to do in one run, from outside. */
export class RunRecord {
  /** What happened, line by line. */
  readonly story: string[] = [];
  /** Everything that the client has given out: events, outcomes, errors, what it wrote down. */
  readonly given: unknown[] = [];
  readonly answers: Answer[] = [];
  readonly thrown: Thrown[] = [];
  /** How long what had a deadline took, and how long it may have taken. */
  readonly waits: { readonly what: string; readonly tookMs: number; readonly limitMs: number }[] =
    [];
  /** The faults that came to pass. */
  readonly faults: { readonly fault: Fault; readonly on: readonly FaultTarget[] }[] = [];
  /** What the client was given to end its first wait. */
  signal: AbortSignal | undefined;
  readonly #startedMs = performance.now();

  tell(line: string): void {
    this.story.push(`${(performance.now() - this.#startedMs).toFixed(0).padStart(6)} ms  ${line}`);
  }
}
