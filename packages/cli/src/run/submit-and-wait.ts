import type {
  Operation,
  Outcome,
  RunningWitness,
  SavedOperation,
  Sbc,
  SubmitOptions,
  WantedElement,
} from "@asyncstatus/client";
import type { CommandResult } from "./command-result.ts";
import { readExpected, withExpected } from "./expected-element.ts";
import { followOperation } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { lockRow, releaseLock } from "./lock.ts";
import {
  dropResumeFile,
  keepResumable,
  operationResult,
  unfollowedResult,
} from "./operation-result.ts";

/** Takes the lock, submits one request, waits for its result and releases the lock. */
export async function submitAndWait(
  run: HostRun,
  command: string,
  submit: (sbc: Sbc, options: SubmitOptions) => Promise<Operation>,
  expected?: WantedElement,
): Promise<CommandResult> {
  const { signal, target } = run;
  const { timeout, waitForLock, waitForIdle } = target.settings;
  const row = lockRow(run);
  await using sbc = await row.during(run.open());
  row.acquiring();
  const lock = await row.during(
    sbc.lock({ signal, waitMs: waitForLock?.value ?? 0, onEvent: row.on }),
  );
  let operation: Operation;
  let outcome: Outcome;
  let witness: RunningWitness | undefined;
  const keep = (saved: () => SavedOperation) =>
    keepResumable(run, { command, saved, remaining: [] });
  try {
    try {
      witness = expected && (await readExpected(run, sbc, expected));
      operation = await submit(sbc, {
        signal,
        waitForIdleMs: waitForIdle?.value ?? 0,
        // This process may be killed while the request is in flight.
        onSubmitting: (saved) => keep(() => saved),
      });
    } catch (error) {
      dropResumeFile(run);
      throw error;
    }
    const submitted = operation;
    keep(() => submitted.toJSON());
    try {
      outcome = await followOperation(run, operation, timeout?.value);
    } catch (error) {
      const last = { command, operation, outcomes: [], remaining: [] };
      const result = unfollowedResult(run, last, error);
      return witness ? await withExpected(run, result, witness) : result;
    }
  } finally {
    await releaseLock(run, lock);
  }
  // The release of the lock can prove that it was held until then.
  const outcomes = [operation.outcome ?? outcome];
  const result = operationResult(run, { command, operation, outcomes, remaining: [] });
  return witness ? await withExpected(run, result, witness) : result;
}
