import { existsSync } from "node:fs";
import {
  type CommitResult,
  type UnconfirmedChange,
  waitForConfirmation,
} from "@asyncstatus/client";
import { exitText } from "../connection/shell-for.ts";
import {
  expireConfirmation,
  type PendingConfirmation,
  type ResumeFile,
  removeResumeFile,
  takeConfirmation,
  updateConfirmation,
} from "../state/pending-operations.ts";
import type { Row } from "../terminal/board.ts";
import {
  type CommandResult,
  type ConfirmationResult,
  commandResult,
  type Resume,
} from "./command-result.ts";
import { commitWith } from "./commit-and-wait.ts";
import { exitCodes } from "./exit-codes.ts";
import { failureResult } from "./failure-result.ts";
import type { HostRun } from "./host-run.ts";
import { commandForFile } from "./operation-result.ts";

type Unconfirmed = ResumeFile<PendingConfirmation>;

/** The shortest time from the end of a check command to its next run. */
const checkEveryMs = 10_000;

/** For the lock, and for a request of another user: a rollback must not fail at the first refusal. */
const rollbackWaitMs = 10 * 60_000;

/** Confirms a change, if its version is running. */
export async function confirmChange(run: HostRun, one: Unconfirmed): Promise<CommandResult> {
  const refusal = await confirmIfRunning(run, one, "confirm");
  if (refusal) return refusal;
  return commandResult("succeeded", {
    ...common(run, one, "confirm", "confirmed"),
    outcome: "completed",
    summary: `the change is confirmed; version ${one.pending.unconfirmed.version} is running`,
  });
}

/**
 * Confirms a change by removing its resume file, if its version is running and the time isn't up.
 *
 * @returns The result of the command if the change isn't confirmed.
 */
async function confirmIfRunning(
  run: HostRun,
  one: Unconfirmed,
  command: string,
): Promise<CommandResult | undefined> {
  const { version } = one.pending.unconfirmed;
  const refused = (summary: string, state: ConfirmationResult["state"]) =>
    commandResult("locked", {
      ...common(run, one, command, state),
      outcome: "error",
      summary,
      next: [`To see the saved and running versions, run: ${run.commandFor("versions")}`],
    });
  if (one.pending.isExpired) return refused(tooLate, "unconfirmed");
  await using sbc = await run.open();
  const { runningVersion } = await sbc.versions({ signal: run.signal });
  if (runningVersion !== version) return refused(otherVersion(runningVersion, version), "replaced");
  return takeConfirmation(one) ? undefined : refused(tooLate, "unconfirmed");
}

const tooLate =
  "the time to confirm is up; another process is rolling the change back, or has already done so";

function otherVersion(running: number | undefined, version: number): string {
  return `version ${running ?? "unknown"} is running, not version ${version} with the change`;
}

/** Options of {@link awaitConfirmation}. */
export interface AwaitOptions {
  readonly command: "apply" | "resume";
  /** The result of the change. */
  readonly applied?: CommandResult;
  /** A command that confirms the change if it succeeds. */
  readonly check?: string | undefined;
}

/** Waits until a change is confirmed. Rolls it back when the time is up. */
export async function awaitConfirmation(
  run: HostRun,
  one: Unconfirmed,
  options: AwaitOptions,
): Promise<CommandResult> {
  const { signal, io } = run;
  const { command, applied, check } = options;
  const { confirmBy } = one.pending.unconfirmed;
  const row = run.row("confirm");
  let isConfirmed = false;
  if (!one.pending.isExpired) {
    run.leaveResumeFile = () => resumeOf(run, one);
    // With --quiet too: nothing else names the file.
    const confirming = commandForFile(run, "confirm", one.file);
    run.warn(`Not confirmed yet. To confirm by ${timeOf(confirmBy)}, run: ${confirming}`);
    row.update(`waiting until ${timeOf(confirmBy)}`);
    const runCheck = check === undefined ? undefined : checker(run, check, row, timeOf(confirmBy));
    try {
      isConfirmed = await waitForConfirmation(one.pending.unconfirmed, {
        clock: io.clock,
        signal,
        isConfirmed: async (signal) =>
          !existsSync(one.file) || ((await runCheck?.(signal)) ?? false),
      });
    } catch (error) {
      if (!signal.aborted) throw error;
      row.done("unsure", "interrupted");
      return interruptedResult(run, one, options);
    }
  }
  run.leaveResumeFile = undefined;
  // A check command doesn't know which version runs.
  const refusal =
    isConfirmed && existsSync(one.file) ? await confirmIfRunning(run, one, command) : undefined;
  if (refusal) {
    row.done("bad", refusal.summary);
    removeResumeFile(one.file);
    return { ...applied, ...refusal };
  }
  const expired = isConfirmed ? undefined : expireConfirmation(one);
  if (!expired) {
    row.done("good", "confirmed");
    const confirmed = common(run, one, command, "confirmed");
    const summary = applied ? `${applied.summary}; confirmed` : "the change is confirmed";
    return applied
      ? { ...applied, ...confirmed, summary }
      : commandResult("succeeded", { ...confirmed, outcome: "completed", summary });
  }
  row.done("bad", `not confirmed by ${timeOf(confirmBy)}`);
  return await rollBack(run, expired, options);
}

function interruptedResult(
  run: HostRun,
  one: Unconfirmed,
  { command, applied }: AwaitOptions,
): CommandResult {
  const next = [`To confirm, run: ${commandForFile(run, "confirm", one.file)}`];
  if (applied?.resume) {
    next.push(`To resume the wait for the activate, run: ${applied.resume.command}`);
  }
  const result = commandResult("interrupted", {
    ...common(run, one, command, "unconfirmed"),
    outcome: "aborted",
    summary: "the change isn't confirmed, and nothing rolls it back until the wait is resumed",
    next,
    resume: resumeOf(run, one),
  });
  return { ...applied, ...result };
}

function resumeOf(run: HostRun, { file }: Unconfirmed): Resume {
  return { file, command: commandForFile(run, "resume", file) };
}

/** Returns a check that runs a command at most every ten seconds, and is true once the command succeeds. */
function checker({ io }: HostRun, check: string, row: Row, until: string) {
  let nextAt = Number.NEGATIVE_INFINITY;
  return async (signal: AbortSignal): Promise<boolean> => {
    if (io.clock.now() < nextAt) return false;
    const code = await io.runCommand(check, signal);
    if (code === 0) return true;
    nextAt = io.clock.now() + checkEveryMs;
    row.update(`the check command ${exitText(code)}; waiting until ${until}`);
    return false;
  };
}

async function rollBack(
  run: HostRun,
  one: Unconfirmed,
  { command, applied }: AwaitOptions,
): Promise<CommandResult> {
  const { unconfirmed } = one.pending;
  const { waitForLock, waitForIdle } = run.target.settings;
  const onUnconfirmed = (changed: UnconfirmedChange) => void updateConfirmation(one, changed);
  let committed: CommitResult | undefined;
  let result: CommandResult;
  try {
    await using sbc = await run.open();
    result = await commitWith(run, sbc, {
      command: "rollback",
      startWith: "save",
      labels: { comment: one.pending.comment },
      edit: {
        label: "rollback",
        progress: `backing up the editing configuration, then restoring ${unconfirmed.backup}`,
        async commit(options) {
          committed = await sbc.rollBackUnconfirmed(unconfirmed, {
            ...options,
            waitForLockMs: waitForLock?.value ?? rollbackWaitMs,
            waitForIdleMs: waitForIdle?.value ?? rollbackWaitMs,
            onUnconfirmed,
          });
          return committed;
        },
      },
    });
  } catch (error) {
    const { host } = run.target;
    result = failureResult(error, { command, host, commandFor: run.commandFor, run });
  }
  const late = `not confirmed by ${timeOf(unconfirmed.confirmBy)}`;
  const steps = [...(applied?.steps ?? []), ...(result.steps ?? [])];
  const described = { ...result, ...(applied?.data && { data: applied.data }), steps };
  if (committed?.stopReason === "running-changed") {
    removeResumeFile(one.file);
    const other = otherVersion(committed.versions?.runningVersion, unconfirmed.version);
    const summary = `${late}, but ${other}, so nothing was rolled back`;
    return { ...described, ...common(run, one, command, "replaced"), summary };
  }
  if (result.exitCode !== exitCodes.succeeded.code) {
    return {
      ...described,
      ...common(run, one, command, "unconfirmed"),
      summary: `${late}, and the rollback didn't succeed: ${result.summary}`,
      next: [
        ...(result.next ?? []),
        `The change isn't rolled back. To try again, run: ${commandForFile(run, "resume", one.file)}`,
      ],
    };
  }
  removeResumeFile(one.file);
  const { confidence: _, why: __, ...rest } = described;
  const running = committed?.versions?.runningVersion;
  const summary = `${late}, so the change was rolled back${running === undefined ? "" : `: version ${running} is running`}`;
  return {
    ...rest,
    ...common(run, one, command, "rolled-back"),
    outcome: "error",
    exitCode: exitCodes.failed.code,
    summary,
    error: { code: "not-confirmed", message: summary },
  };
}

/** Returns the fields of a result about the confirmation. */
function common(
  { target }: HostRun,
  { file, pending }: Unconfirmed,
  command: string,
  state: ConfirmationResult["state"],
) {
  const { comment, unconfirmed } = pending;
  const { version, backup, confirmBy } = unconfirmed;
  return {
    command,
    host: target.host,
    ...(comment !== undefined && { comment }),
    confirmation: {
      ...{ state, version, backup, confirmBy },
      ...(state === "unconfirmed" && { file }),
    },
  };
}

function timeOf(confirmBy: string): string {
  return confirmBy.replace(/\.\d+Z$/, "Z");
}
