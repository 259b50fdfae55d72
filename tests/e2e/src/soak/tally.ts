import { AsyncStatusError, type Outcome } from "@asyncstatus/client";

/** Counts of the outcomes, errors and violations of a soak. */
export class Tally {
  readonly counts = new Map<string, number>();
  readonly violations: string[] = [];

  outcome(outcome: Outcome): void {
    const { outcome: kind } = outcome;
    this.#count("confidence" in outcome ? `${kind}, ${outcome.confidence}` : kind);
  }

  error(error: unknown): void {
    this.#count(`error ${error instanceof AsyncStatusError ? error.code : String(error)}`);
  }

  violation(text: string): void {
    this.violations.push(text);
  }

  /** Number of operations with an outcome. */
  get operations(): number {
    return [...this.counts].reduce(
      (sum, [kind, count]) => (kind.startsWith("error") ? sum : sum + count),
      0,
    );
  }

  #count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}
