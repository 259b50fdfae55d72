import {
  type CommitStep,
  commitSteps,
  type Operation,
  type SavedOperation,
  type Sbc,
  type StatusReading,
  type StopReason,
} from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import type { Row } from "../terminal/board.ts";
import { type CommandResult, stepResult } from "./command-result.ts";
import { exitCodes } from "./exit-codes.ts";
import { failureResult } from "./failure-result.ts";
import { showEvent } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { lockRow, warnOfLock } from "./lock.ts";
import {
  dropResumeFile,
  keepResumable,
  type LastOperation,
  operationResult,
  unfollowedResult,
} from "./operation-result.ts";

const command = "commit";

/** Which steps a commit takes. */
export interface CommitSteps {
  /** Only verifies. */
  readonly dryRun?: boolean;
  /** The first step, if those before it succeeded earlier. */
  readonly startWith?: CommitStep;
}

/** Logs in, commits and shows each step. */
export async function commitAndWait(run: HostRun, given: CommitSteps): Promise<CommandResult> {
  await using sbc = await run.open();
  return await commitWith(run, sbc, given);
}

/** Commits in a session, and shows each step. */
export async function commitWith(
  run: HostRun,
  sbc: Sbc,
  { dryRun = false, startWith = "verify" }: CommitSteps,
): Promise<CommandResult> {
  const { signal, target } = run;
  const { timeout, waitForLock, waitForIdle } = target.settings;
  const lock = lockRow(run);
  lock.acquiring();
  const rows = new Map<CommitStep, Row>();
  let operation: Operation | undefined;
  const rowOf = (step: CommitStep) => {
    const row = rows.get(step) ?? run.row(step);
    rows.set(step, row);
    return row;
  };
  const keep = (step: CommitStep, saved: () => SavedOperation) => {
    const remaining = dryRun ? [] : commitSteps.slice(commitSteps.indexOf(step) + 1);
    keepResumable(run, { command, saved, remaining });
  };
  const committing = sbc.commit({
    dryRun,
    startWith,
    signal,
    onLock: lock.on,
    // This process may be killed while a request is in flight.
    onSubmitting: (saved) => keep(saved.state.operation as CommitStep, () => saved),
    ...(target.settings.acceptProbable?.value && { minimumConfidence: "probable" as const }),
    waitForLockMs: waitForLock?.value ?? 0,
    waitForIdleMs: waitForIdle?.value ?? 0,
    ...(timeout && { timeoutMs: timeout.value }),
    onOperation(submitted) {
      operation = submitted;
      // A commit submits no other requests.
      const step = submitted.operation as CommitStep;
      keep(step, () => submitted.toJSON());
      rowOf(step).update("accepted by the device (202)");
    },
    onEvent: (step, event) => showEvent(run, step, rowOf(step), event),
  });
  const result = await lock.during(committing).catch((error: unknown) => {
    dropResumeFile(run);
    throw error;
  });
  run.mayHoldLock = false;
  if (result.lockError) warnOfLock(run, result.lockError);

  const { steps: outcomes, savedNotRunning, error, unfollowed, stopReason } = result;
  const remaining = dryRun
    ? []
    : commitSteps.slice(commitSteps.indexOf(startWith) + outcomes.length);
  if (unfollowed && operation) {
    const last = { command, operation, outcomes, remaining: remaining.slice(1), savedNotRunning };
    return unfollowedResult(run, last, error);
  }
  if (error || !operation) {
    dropResumeFile(run);
    const done = outcomes.map(({ operation }) => operation).join(" and ");
    return failureResult(error, {
      command,
      host: target.host,
      commandFor: run.commandFor,
      prefix: `${remaining[0] ?? "the next step"} was not submitted${done && ` after ${done} succeeded`}: `,
      more: {
        steps: outcomes.map(stepResult),
        ...(savedNotRunning !== undefined && { savedNotRunning }),
      },
    });
  }
  const last = { command, operation, outcomes, remaining, savedNotRunning };
  if (stopReason && stopReason !== "not-succeeded") {
    return stoppedResult(run, last, stopReason, result.contradiction);
  }
  const isVerified = dryRun && result.outcome === "verified";
  return operationResult(run, {
    ...last,
    next: isVerified ? ["Dry run: nothing was saved."] : [],
  });
}

/** Creates the result of a commit that stopped although its last step succeeded. */
function stoppedResult(
  run: HostRun,
  last: LastOperation,
  stopReason: StopReason,
  contradiction: StatusReading | undefined,
): CommandResult {
  const { outcomes, remaining } = last;
  const result = operationResult(run, last);
  const step = outcomes.at(-1)?.operation ?? "";
  const notSubmitted = remaining.length > 0 ? `; ${remaining.join(" and ")} weren't submitted` : "";
  const reasons: Readonly<Partial<Record<StopReason, string>>> = {
    "verify-faults": result.summary,
    "not-confident": `the ${step} succeeded, but that is only ${result.confidence}`,
    contradicted: `during the ${step}, the status showed another end of an earlier step: ${describeOperationState(contradiction?.operationState)}`,
  };
  const exit = stopReason === "verify-faults" ? "failed" : "unknown";
  return {
    ...result,
    exitCode: exitCodes[exit].code,
    stopReason,
    summary: `${reasons[stopReason] ?? result.summary}${notSubmitted}`,
  };
}
