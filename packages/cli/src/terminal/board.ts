/** The time after which the progress is repeated without a terminal. */
export const defaultHeartbeatMs = 30_000;

/** The end of a step: good, bad or unsure. */
export type Mark = "good" | "bad" | "unsure";

/** A step or a host on a {@link Board}. */
export interface Row {
  /** Shows the current state. */
  update(text: string): void;
  /** Shows the end. */
  done(mark: Mark, text: string): void;
}

/** Progress on standard error. */
export interface Board {
  /** Adds a row. */
  row(label: string): Row;
  /** Prints a text that stays. */
  note(text: string): void;
  /** Stops updating. */
  end(): void;
}

/** A board that shows nothing. */
export const silentBoard: Board = {
  row: () => ({ update() {}, done() {} }),
  note() {},
  end() {},
};
