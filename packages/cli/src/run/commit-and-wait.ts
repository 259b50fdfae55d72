import type { CommitStep, Operation } from "@asyncstatus/client";
import type { Row } from "../terminal/board.ts";
import { type CommandResult, stepResult } from "./command-result.ts";
import { failureResult } from "./failure-result.ts";
import { showEvent } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { lockRow, warnOfLock } from "./lock.ts";
import { keepResumable, operationResult, unfollowedResult } from "./operation-result.ts";

const steps: readonly CommitStep[] = ["verify", "save", "activate"];
const command = "commit";

/** Commits and shows each step. */
export async function commitAndWait(run: HostRun, dryRun: boolean): Promise<CommandResult> {
  const { signal, target } = run;
  const { timeout, waitForLock, waitForIdle } = target.settings;
  const lock = lockRow(run);
  await using sbc = await lock.during(run.open());
  lock.acquiring();
  const rows = new Map<CommitStep, Row>();
  let operation: Operation | undefined;
  const rowOf = (step: CommitStep) => {
    const row = rows.get(step) ?? run.row(step);
    rows.set(step, row);
    return row;
  };
  const committing = sbc.commit({
    dryRun,
    signal,
    waitForLockMs: waitForLock?.value ?? 0,
    waitForIdleMs: waitForIdle?.value ?? 0,
    ...(timeout && { timeoutMs: timeout.value }),
    onOperation(submitted) {
      if (!operation) lock.held();
      operation = submitted;
      const next = steps.indexOf(submitted.operation as CommitStep) + 1;
      keepResumable(run, { command, operation, remaining: dryRun ? [] : steps.slice(next) });
      // A commit submits no other requests.
      rowOf(submitted.operation as CommitStep).update("accepted by the device (202)");
    },
    onEvent: (step, event) => showEvent(run, step, rowOf(step), event),
  });
  const result = await lock.during(committing);
  run.mayHoldLock = false;
  if (result.lockError) warnOfLock(run, result.lockError);

  const { steps: outcomes, savedNotRunning, error, unfollowed } = result;
  const remaining = dryRun ? [] : steps.slice(outcomes.length);
  if (unfollowed && operation) {
    const last = { command, operation, outcomes, remaining: remaining.slice(1), savedNotRunning };
    return unfollowedResult(run, last, error);
  }
  if (error || !operation) {
    const done = outcomes.map(({ operation }) => operation).join(" and ");
    return failureResult(error, {
      command,
      host: target.host,
      commandFor: run.commandFor,
      prefix: `${remaining[0] ?? "the next step"} was not submitted after ${done} succeeded: `,
      more: {
        steps: outcomes.map(stepResult),
        ...(savedNotRunning !== undefined && { savedNotRunning }),
      },
    });
  }
  const isVerified = dryRun && result.outcome === "verified";
  const next = isVerified ? ["Dry run: nothing was saved."] : [];
  return operationResult(run, { command, operation, outcomes, remaining, savedNotRunning, next });
}
