import type { CommitResult, CommitStep, Operation } from "@asyncstatus/client";
import type { Row } from "../output/board.ts";
import { describeError } from "../output/describe-error.ts";
import { type Ended, ended, stepResult } from "../output/result.ts";
import { endOperation } from "./end-operation.ts";
import { endUnfollowed } from "./end-unfollowed.ts";
import { showEvent } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { lockRow } from "./lock-row.ts";
import { warnOfLock } from "./release-lock.ts";

const steps: readonly CommitStep[] = ["verify", "save", "activate"];

/** Makes the edited configuration the running one, and shows each step. */
export async function commitAndWait(run: HostRun, dryRun: boolean): Promise<Ended> {
  const { signal, target } = run;
  const { timeout, waitForLock, waitForIdle } = target.settings;
  const lock = lockRow(run);
  await using sbc = await lock.during(run.open());
  lock.asking();
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
      // A commit submits no other requests.
      rowOf(submitted.operation as CommitStep).doing("taken by the device (202)");
    },
    onEvent: (step, event) => showEvent(run, step, rowOf(step), event),
  });
  const result = await lock.during(committing);
  if (result.lockError) warnOfLock(run, result.lockError);
  return endCommit(run, result, operation, dryRun);
}

function endCommit(
  run: HostRun,
  result: CommitResult,
  operation: Operation | undefined,
  dryRun: boolean,
): Ended {
  const { steps: outcomes, savedNotRunning, error, unfollowed } = result;
  const remaining = dryRun ? [] : steps.slice(outcomes.length);
  if (unfollowed && operation) {
    const left = { command: "commit", operation, error, outcomes, remaining: remaining.slice(1) };
    return endUnfollowed(run, { ...left, savedNotRunning });
  }
  if (error) {
    const { exit, hint, summary, ...about } = describeError(error, run.command);
    const done = outcomes.map(({ operation }) => operation).join(" and ");
    return ended(exit, {
      command: "commit",
      host: run.target.host,
      outcome: exit === "interrupted" ? "interrupted" : "not-done",
      summary: `${remaining[0] ?? "the next step"} was not submitted, after ${done} took effect: ${summary ?? about.message}`,
      steps: outcomes.map(stepResult),
      ...(savedNotRunning !== undefined && { savedNotRunning }),
      error: { ...about, ...(hint && { hint }) },
    });
  }
  if (!operation) throw new Error("unreachable: a commit without an error has submitted something");
  const next =
    dryRun && result.outcome === "verified" ? ["Nothing was saved: this was a dry run."] : [];
  return endOperation(run, {
    command: "commit",
    operation,
    outcomes,
    remaining,
    savedNotRunning,
    next,
  });
}
