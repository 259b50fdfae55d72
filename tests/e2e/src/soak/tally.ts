import { AsyncStatusError, type Outcome } from "@asyncstatus/client";

/** Counts what a soak comes to. */
export class Tally {
  readonly counts = new Map<string, number>();
  readonly wrongs: string[] = [];

  outcome(outcome: Outcome): void {
    const { outcome: word } = outcome;
    this.#count("confidence" in outcome ? `${word}, ${outcome.confidence}` : word);
  }

  thrown(error: unknown): void {
    this.#count(`error ${error instanceof AsyncStatusError ? error.code : String(error)}`);
  }

  wrong(what: string): void {
    this.wrongs.push(what);
  }

  /** How many operations were submitted and answered. */
  get operations(): number {
    return [...this.counts].reduce(
      (sum, [what, n]) => (what.startsWith("error") ? sum : sum + n),
      0,
    );
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}
