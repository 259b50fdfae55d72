import type { Operation, Outcome, Sbc } from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import {
  type PendingOperation,
  type ResumeFile,
  removeResumeFile,
} from "../state/pending-operations.ts";
import { type CommandResult, stepResult } from "./command-result.ts";
import { commitWith } from "./commit-and-wait.ts";
import { exitCodes } from "./exit-codes.ts";
import { followOperation, showEvent } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { lockRow } from "./lock.ts";
import { keepResumable, type LastOperation, operationResult } from "./operation-result.ts";
import { isOpen } from "./outcome-kinds.ts";

/** Options of {@link resumeAndWait}. */
export interface ResumeOptions {
  /** Submits the remaining steps of the commit if the operation succeeded. */
  readonly continues: boolean;
  /** Determines the outcome under the configuration lock. */
  readonly settles: boolean;
}

/** Resumes the wait for an operation. Removes the resume file when the result is final. */
export async function resumeAndWait(
  run: HostRun,
  { file, pending }: ResumeFile<PendingOperation>,
  { continues, settles }: ResumeOptions,
): Promise<CommandResult> {
  const { command, operation: saved, remaining, comment, change } = pending;
  const labels = { comment, change };
  const [next] = remaining;
  if (continues && next === undefined) {
    throw new UsageError(`--continue: no steps of the ${command} remain`);
  }
  await using sbc = await run.open();
  const operation = sbc.attach(saved);
  const last = { command, operation, remaining, labels };
  keepResumable(run, { command, saved: () => operation.toJSON(), remaining, labels });
  const outcome = settles
    ? await settle(run, sbc, operation)
    : await followOperation(run, operation, run.target.settings.timeout?.value);
  const resumed = operationResult(run, {
    ...last,
    outcomes: [outcome],
    isSettled: settles,
    next: continues ? [] : rest(run, last, outcome),
  });
  const result: CommandResult = {
    ...resumed,
    command: "resume",
    ...(comment !== undefined && { comment }),
  };
  const isFinal = run.leaveResumeFile === undefined;
  const isReplaced = run.resumeFile !== undefined && run.resumeFile !== file;
  if (isFinal || isReplaced) removeResumeFile(file);
  if (!continues || next === undefined || result.exitCode !== exitCodes.succeeded.code) {
    return result;
  }
  const committed = await commitWith(run, sbc, { startWith: next, labels });
  return { ...committed, steps: [stepResult(outcome), ...(committed.steps ?? [])] };
}

async function settle(run: HostRun, sbc: Sbc, operation: Operation): Promise<Outcome> {
  const { signal, target } = run;
  const { timeout, waitForLock, waitForIdle } = target.settings;
  const step = operation.operation;
  const lock = lockRow(run);
  lock.acquiring();
  const row = run.row(step);
  const outcome = await lock.during(
    sbc.settle(operation.toJSON(), {
      signal,
      waitForLockMs: waitForLock?.value ?? 0,
      waitForIdleMs: waitForIdle?.value ?? 0,
      ...(timeout && { timeoutMs: timeout.value }),
      onLock(event) {
        lock.on(event);
        if (event.type === "lock-held") row.update("determining the result while holding the lock");
      },
    }),
  );
  run.mayHoldLock = false;
  showEvent(run, step, row, { type: "ended", elapsedMs: outcome.elapsedMs, outcome });
  return outcome;
}

/** Names the steps of a commit that weren't submitted, and the command that submits them. */
function rest(
  run: HostRun,
  { command, remaining }: Pick<LastOperation, "command" | "remaining">,
  { outcome }: Outcome,
): string[] {
  if (isOpen(outcome) || remaining.length === 0) return [];
  const steps = `Steps of the ${command} that were not submitted: ${remaining.join(", ")}.`;
  return [`${steps} To submit them, after another verify, run: ${run.commandFor("commit")}`];
}
