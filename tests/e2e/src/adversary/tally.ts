import type { ScenarioResult } from "./run-scenario.ts";

/** The results of the scenarios of one profile. */
export class Tally {
  scenarios = 0;
  readonly outcomes: Record<string, number> = {};
  readonly useless: Record<string, number> = {};
  /** The number of scenarios with a false verdict of each kind, and the first seeds. */
  readonly falseVerdicts: Record<
    string,
    { readonly count: number; readonly seeds: readonly number[] }
  > = {};

  add({ seed, outcomes, falseVerdicts, useless }: ScenarioResult): void {
    this.scenarios += 1;
    for (const outcome of outcomes) count(this.outcomes, outcome, 1);
    for (const reason of useless) count(this.useless, reason, 1);
    for (const kind of new Set(falseVerdicts.map((one) => one.kind))) {
      this.#addFalse(kind, 1, [seed]);
    }
  }

  /** Adds the results of another process. */
  merge(other: Pick<Tally, "scenarios" | "outcomes" | "useless" | "falseVerdicts">): void {
    this.scenarios += other.scenarios;
    for (const [name, number] of Object.entries(other.outcomes)) count(this.outcomes, name, number);
    for (const [name, number] of Object.entries(other.useless)) count(this.useless, name, number);
    for (const [kind, { count: number, seeds }] of Object.entries(other.falseVerdicts)) {
      this.#addFalse(kind, number, seeds);
    }
  }

  #addFalse(kind: string, number: number, seeds: readonly number[]): void {
    const before = this.falseVerdicts[kind] ?? { count: 0, seeds: [] };
    this.falseVerdicts[kind] = {
      count: before.count + number,
      seeds: [...before.seeds, ...seeds].sort((a, b) => a - b).slice(0, longestList),
    };
  }
}

const longestList = 5;

function count(counts: Record<string, number>, name: string, by: number): void {
  counts[name] = (counts[name] ?? 0) + by;
}
