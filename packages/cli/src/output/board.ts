import type { ExitReason } from "../exit-codes.ts";

/** How something ended: as it should, not so, or nobody knows. */
export type Mark = "good" | "bad" | "unsure";

/** The mark that goes with an exit code. */
export function markOf(exit: ExitReason): Mark {
  if (exit === "succeeded") return "good";
  return exit === "unknown" || exit === "stillRunning" || exit === "interrupted" ? "unsure" : "bad";
}

/** One thing that goes on: a step, or a host. */
export interface Row {
  /** Says what it is at now. */
  doing(text: string): void;
  /** Says how it ended. */
  done(mark: Mark, text: string): void;
}

/** What a person watches while a command works: on standard error. */
export interface Board {
  /** Adds a row. */
  row(label: string): Row;
  /** Says something that stays. */
  note(text: string): void;
  /** Leaves the rows as they are. */
  end(): void;
}

/** For who does not want to watch. */
export const silentBoard: Board = {
  row: () => ({ doing() {}, done() {} }),
  note() {},
  end() {},
};
