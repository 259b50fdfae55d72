import {
  type CommitOptions,
  type CommitResult,
  type CommitStep,
  type ConfigurationComparison,
  commitSteps,
  type Operation,
  type SavedOperation,
  type Sbc,
  type StatusReading,
  type StopReason,
} from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import { asClause } from "../error-text.ts";
import type { Labels } from "../state/pending-operations.ts";
import type { Row } from "../terminal/board.ts";
import {
  type CommandResult,
  commandResult,
  comparisonResult,
  editResult,
  markOf,
  stepResult,
} from "./command-result.ts";
import { exitCodes } from "./exit-codes.ts";
import { editErrorOf, failureResult } from "./failure-result.ts";
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
import { describeEdits } from "./plan-lines.ts";

/** The steps of a commit, and what comes before them. */
export interface CommitSteps {
  /** Only verifies. */
  readonly dryRun?: boolean;
  /** Compares the editing configuration with the running one before anything is sent. */
  readonly compare?: boolean;
  /** The first step, if those before it succeeded earlier. */
  readonly startWith?: CommitStep;
  /** The command. @default "commit" */
  readonly command?: string;
  /** For the resume file. */
  readonly labels?: Labels | undefined;
  /** Edits before the commit. Puts the edits back unless a save was submitted. */
  readonly edit?: {
    /** Label of the row. */
    readonly label: string;
    readonly progress: string;
    readonly commit: (
      options: CommitOptions,
      showProgress: (text: string) => void,
    ) => Promise<CommitResult>;
  };
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
  given: CommitSteps,
): Promise<CommandResult> {
  const { dryRun = false, compare = false, startWith = "verify", command = "commit" } = given;
  const { labels, edit } = given;
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
  /** The steps that a resumed wait of a step can continue with. */
  const resumableAfter = (step: CommitStep, mayHaveEdits: boolean): readonly CommitStep[] => {
    // A verify whose wait ends is followed by the return to the configuration before the edits.
    const isOnlyStep = dryRun || (mayHaveEdits && step === "verify");
    return isOnlyStep ? [] : commitSteps.slice(commitSteps.indexOf(step) + 1);
  };
  const keep = (step: CommitStep, saved: () => SavedOperation) => {
    const remaining = resumableAfter(step, edit !== undefined);
    keepResumable(run, { command, saved, remaining, labels });
  };
  let editRow: Row | undefined;
  let compareRow: Row | undefined;
  const startEdit = () => {
    editRow = edit && run.row(edit.label);
    editRow?.update(edit?.progress ?? "");
  };
  const options: CommitOptions = {
    dryRun,
    ...(!edit && { startWith }),
    signal,
    onLock(event) {
      lock.on(event);
      if (event.type !== "lock-held") return;
      if (!compare) return startEdit();
      compareRow = run.row("compare");
      compareRow.update("reading the configuration");
    },
    compare,
    onComparison(comparison) {
      compareRow?.done("good", describeComparison(comparison));
      startEdit();
    },
    // This process may be killed while a request is in flight.
    onSubmitting(saved) {
      const step = saved.state.operation as CommitStep;
      if (rows.size === 0) editRow?.done("good", "done");
      keep(step, () => saved);
    },
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
  };
  const committing = edit
    ? edit.commit(options, (text) => editRow?.update(text))
    : sbc.commit(options);
  const result = await lock.during(committing).catch((error: unknown) => {
    dropResumeFile(run);
    const failed = editErrorOf(error);
    if (failed) editRow?.done("bad", asClause(failed.message));
    throw error;
  });
  run.mayHoldLock = false;
  if (result.lockError) warnOfLock(run, result.lockError);
  const { outcome, stopReason } = result;
  const own = {
    outcome,
    ...(stopReason && { stopReason }),
    ...(dryRun && { dryRun }),
    ...(result.edit && { edit: editResult(result.edit, outcome === "succeeded") }),
    // A rollback discards the differences.
    ...(result.comparison &&
      !edit && { data: { comparison: comparisonResult(result.comparison) } }),
  };
  const isResumable = result.edit?.state !== "restored";

  const unsent = unsentResult(run, command, result);
  if (unsent) {
    editRow?.done(markOf(unsent.exitCode), "nothing was sent");
    return unsent;
  }
  if (result.isRunning && outcome === "succeeded") {
    dropResumeFile(run);
    return { ...runningResult(run, command, result), ...own };
  }

  const { steps: outcomes, savedNotRunning, error, unfollowed } = result;
  const lastStep = outcomes.at(-1)?.operation as CommitStep | undefined;
  const left = lastStep ? commitSteps.indexOf(lastStep) + 1 : commitSteps.indexOf(startWith);
  const notSubmitted = dryRun ? [] : commitSteps.slice(left);
  if (unfollowed && operation && isResumable) {
    const remaining = resumableAfter(unfollowed, result.edit !== undefined);
    const last = { command, operation, outcomes, remaining, labels, savedNotRunning };
    return { ...unfollowedResult(run, last, error), ...own };
  }
  if (error || !operation) {
    dropResumeFile(run);
    const done = outcomes.map(({ operation }) => operation).join(" and ");
    const prefix = unfollowed
      ? `${unfollowed} was submitted, but its result couldn't be read: `
      : `${notSubmitted[0] ?? "the next step"} was not submitted${done && ` after ${done} succeeded`}: `;
    return failureResult(error, {
      command,
      host: target.host,
      commandFor: run.commandFor,
      run,
      prefix,
      more: {
        steps: outcomes.map(stepResult),
        ...(savedNotRunning !== undefined && { savedNotRunning }),
        ...own,
      },
    });
  }
  // A commit submits no other requests.
  const step = operation.operation as CommitStep;
  const remaining = resumableAfter(step, result.edit !== undefined);
  const last = {
    ...{ command, operation, outcomes, remaining, labels },
    ...{ savedNotRunning, isResumable },
  };
  if (stopReason) {
    const { contradiction } = result;
    return { ...stoppedResult(run, last, { stopReason, contradiction, notSubmitted }), ...own };
  }
  const next = dryRun && outcome === "succeeded" ? ["Dry run: nothing was saved."] : [];
  return { ...operationResult(run, { ...last, next }), ...own };
}

/** Creates the result of a commit that sent nothing, because there was no need or it had to stop. */
export function unsentResult(
  { target, commandFor }: HostRun,
  command: string,
  { outcome, stopReason, dryRun }: Pick<CommitResult, "outcome" | "stopReason" | "dryRun">,
): CommandResult | undefined {
  const common = { command, host: target.host, outcome, ...(dryRun && { dryRun }) };
  if (outcome === "unchanged") {
    const summary =
      command === "apply"
        ? "the change is in the running configuration; nothing was sent"
        : "the editing configuration is running; nothing was sent";
    return commandResult("succeeded", { ...common, summary });
  }
  if (
    stopReason !== "others-edits" &&
    stopReason !== "plan-changed" &&
    stopReason !== "running-changed"
  ) {
    return undefined;
  }
  const hints = {
    "others-edits": "To save and activate them too, add: --include-others",
    "plan-changed": `To see the plan as it is now, run: ${commandFor("plan FILE")}`,
    "running-changed": `To see the saved and running versions, run: ${commandFor("versions")}`,
  };
  return commandResult("locked", {
    ...common,
    summary: stopTexts[stopReason],
    stopReason,
    next: [hints[stopReason]],
  });
}

function describeComparison({ differences, unread }: ConfigurationComparison): string {
  const found = differences.length === 0 ? "no differences" : describeEdits(differences);
  return unread.length === 0 ? found : `${found}; not everything was compared`;
}

/** Reasons to stop before anything is sent. */
const stopTexts = {
  "others-edits": "other edits aren't running, and a commit would include them; nothing was sent",
  "plan-changed": "the configuration changed since the plan; nothing was sent",
  "running-changed": "the running version isn't the one with the change; nothing was sent",
} as const;

/** Creates the result of an activate that the status didn't show to finish, and whose elements are running. */
function runningResult(
  { target }: HostRun,
  command: string,
  { outcome, steps, versions }: CommitResult,
): CommandResult {
  return commandResult("succeeded", {
    command,
    host: target.host,
    outcome,
    summary: "the change is in the running configuration",
    why: "the elements are in the running configuration and weren't before; the status doesn't show the end of the activate",
    steps: steps.map(stepResult),
    ...(versions && { versions }),
  });
}

/** Creates the result of a commit that stopped although its last step succeeded. */
function stoppedResult(
  run: HostRun,
  last: LastOperation,
  {
    stopReason,
    contradiction,
    notSubmitted,
  }: {
    readonly stopReason: StopReason;
    readonly contradiction: StatusReading | undefined;
    readonly notSubmitted: readonly CommitStep[];
  },
): CommandResult {
  const result = operationResult(run, last);
  const step = last.outcomes.at(-1)?.operation ?? "";
  const end = notSubmitted.length > 0 ? `; ${notSubmitted.join(" and ")} weren't submitted` : "";
  const reasons: Readonly<Partial<Record<StopReason, string>>> = {
    "verify-faults": result.summary,
    "not-confident": `the ${step} succeeded, but that is only ${result.confidence}`,
    contradicted: `during the ${step}, the status showed another end of an earlier step: ${describeOperationState(contradiction?.operationState)}`,
  };
  const exit = stopReason === "verify-faults" ? "failed" : "unknown";
  return {
    ...result,
    exitCode: exitCodes[exit].code,
    summary: `${reasons[stopReason] ?? result.summary}${end}`,
  };
}
