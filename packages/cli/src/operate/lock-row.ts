import type { HostRun } from "./host-run.ts";

/** The row that says how far it is until the lock is held. */
export interface LockRow {
  /** Does something before that; where it fails, the row says so. */
  during<Value>(work: Promise<Value>): Promise<Value>;
  asking(): void;
  held(): void;
}

/** Adds the row. */
export function lockRow(run: HostRun): LockRow {
  const row = run.row("lock");
  row.doing("logging in");
  return {
    async during(work) {
      try {
        return await work;
      } catch (error) {
        row.done("bad", "not ours");
        throw error;
      }
    },
    asking: () => row.doing("asking for it"),
    held: () => row.done("good", "ours"),
  };
}
