import type { Operation, Outcome, Sbc, SubmitOptions } from "@asyncstatus/client";
import type { Ended } from "../output/result.ts";
import { endOperation } from "./end-operation.ts";
import { endUnfollowed } from "./end-unfollowed.ts";
import { followOperation } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { lockRow } from "./lock-row.ts";
import { releaseLock } from "./release-lock.ts";

/** Takes the lock, submits one request, waits for its end, and releases the lock. */
export async function submitAndWait(
  run: HostRun,
  command: string,
  submit: (sbc: Sbc, options: SubmitOptions) => Promise<Operation>,
): Promise<Ended> {
  const { signal, target } = run;
  const { timeout, waitForLock, waitForIdle } = target.settings;
  const row = lockRow(run);
  await using sbc = await row.during(run.open());
  row.asking();
  const lock = await row.during(sbc.lock({ signal, waitMs: waitForLock?.value ?? 0 }));
  row.held();
  try {
    const operation = await submit(sbc, { signal, waitForIdleMs: waitForIdle?.value ?? 0 });
    let outcome: Outcome;
    try {
      outcome = await followOperation(run, operation, timeout?.value);
    } catch (error) {
      return endUnfollowed(run, { command, operation, error, outcomes: [], remaining: [] });
    }
    return endOperation(run, { command, operation, outcomes: [outcome], remaining: [] });
  } finally {
    await releaseLock(run, lock);
  }
}
