import type { CommitStep, Operation, Outcome, SavedOperation } from "@asyncstatus/client";
import { errorText } from "../error-text.ts";
import { programName, shellWord } from "../program-name.ts";
import { flagsToRepeat } from "../settings/flags-to-repeat.ts";
import { type Labels, removeResumeFile, writeResumeFile } from "../state/pending-operations.ts";
import { changedCertificateWarning } from "./changed-certificate.ts";
import { type CommandResult, commandResult, type Resume, stepResult } from "./command-result.ts";
import { type CommandFor, failureResult, withoutHint } from "./failure-result.ts";
import type { HostRun } from "./host-run.ts";
import { outcomeKinds } from "./outcome-kinds.ts";

/** The last operation of a command. */
export interface LastOperation {
  readonly command: string;
  readonly operation: Operation;
  /** Outcomes of all steps so far. */
  readonly outcomes: readonly Outcome[];
  /** Steps of a commit that were not submitted. */
  readonly remaining: readonly CommitStep[];
  readonly savedNotRunning?: string | undefined;
  /** Additional hints. */
  readonly next?: readonly string[];
  /** True if the outcome was determined under the configuration lock: no other one can follow. */
  readonly isSettled?: boolean;
  /** For the resume file. */
  readonly labels?: Labels | undefined;
  /** False if the status already shows a later request of this command. @default true */
  readonly isResumable?: boolean;
}

/** Creates the result of a command from its outcomes. Leaves a resume file if the last one isn't final. */
export function operationResult(run: HostRun, last: LastOperation): CommandResult {
  const { command, operation, outcomes, remaining, labels, savedNotRunning, next = [] } = last;
  const isSettled = last.isSettled ?? false;
  const outcome = outcomes.at(-1);
  if (!outcome) throw new RangeError("Expected the outcome of the last step.");
  const steps = outcomes.map(stepResult);
  const { summary, confidence, why } = stepResult(outcome);
  const hints = [...nextSteps(outcome, run.commandFor), ...next];
  const isProbable =
    confidence === "probable" && run.target.settings.acceptProbable?.value !== true;
  const flag = resumeFlagOf(outcome, isProbable);
  const isFinal = flag === undefined || (isSettled && flag !== "") || last.isResumable === false;
  const pending = { command, saved: () => operation.toJSON(), remaining, labels };
  const resume = isFinal ? undefined : leaveResumeFile(run, pending, flag);
  if (isFinal) dropResumeFile(run);
  return commandResult(isProbable ? "unknown" : outcomeKinds[outcome.outcome].exit, {
    command,
    host: run.target.host,
    outcome: outcome.outcome,
    summary,
    ...(confidence && { confidence }),
    ...(why !== undefined && { why }),
    steps,
    ...(savedNotRunning !== undefined && { savedNotRunning }),
    ...(resume && { resume }),
    ...(hints.length > 0 && { next: hints }),
  });
}

/** Creates the result of a command whose last operation was submitted but couldn't be followed. */
export function unfollowedResult(
  run: HostRun,
  { command, operation, outcomes, remaining, labels, savedNotRunning }: LastOperation,
  error: unknown,
): CommandResult {
  const { target, commandFor } = run;
  const warning = changedCertificateWarning(error, target, commandFor);
  if (warning) run.warn(warning);
  const pending = { command, saved: () => operation.toJSON(), remaining, labels };
  const resume = leaveResumeFile(run, pending);
  const result = failureResult(error, {
    command,
    host: target.host,
    commandFor,
    exit: "unknown",
    prefix: `${operation.operation} was submitted, but its result couldn't be read: `,
    more: {
      outcome: "lost",
      steps: outcomes.map(stepResult),
      ...(savedNotRunning !== undefined && { savedNotRunning }),
      ...(resume && { resume }),
    },
  });
  return warning ? withoutHint(result) : result;
}

/** Returns the option with which `resume` can make an outcome final; undefined if it is. */
export function resumeFlagOf(outcome: Outcome, isProbable: boolean): string | undefined {
  if (hadNoEffect(outcome)) return undefined;
  return isProbable ? "--accept-probable" : resumeFlags[outcome.outcome];
}

/** Returns true if the versions show that a request had no effect and isn't in progress. */
function hadNoEffect(outcome: Outcome): boolean {
  return "versionEvidence" in outcome && outcome.versionEvidence === "denies";
}

const resumeFlags: Readonly<Partial<Record<Outcome["outcome"], string>>> = {
  "timed-out": "",
  aborted: "",
  superseded: "--settle",
  lost: "--settle",
  "submission-unknown": "--settle",
};

/** An operation as its resume file describes it. */
interface Resumable {
  readonly command: string;
  readonly saved: () => SavedOperation;
  readonly remaining: readonly CommitStep[];
  readonly labels?: Labels | undefined;
}

/** Writes the resume file of an operation, in case this process is killed. */
export function keepResumable(run: HostRun, resumable: Resumable): void {
  run.leaveResumeFile = () => leaveResumeFile(run, resumable);
  try {
    write(run, resumable);
  } catch {
    // Warned about when the file is needed.
  }
}

/** Removes the resume file of an operation that needs none any more. */
export function dropResumeFile(run: HostRun): void {
  if (run.resumeFile) removeResumeFile(run.resumeFile);
  run.resumeFile = undefined;
  run.leaveResumeFile = undefined;
}

/** Writes a resume file in place of the last one, and returns its path. */
function write(run: HostRun, { saved, labels, ...pending }: Resumable): string {
  const host = run.target.endpoint.origin;
  const file = writeResumeFile(run.io, { ...pending, ...labels, host, operation: saved() });
  // The name has the operation and the time of its submission.
  if (run.resumeFile && run.resumeFile !== file) removeResumeFile(run.resumeFile);
  run.resumeFile = file;
  return file;
}

/** Writes a resume file. If that fails, it warns, because the device must not depend on a disk. */
function leaveResumeFile(run: HostRun, resumable: Resumable, flag = ""): Resume | undefined {
  let resume: Resume | undefined;
  try {
    const file = write(run, resumable);
    resume = { file, command: commandForFile(run, "resume", file, flag) };
  } catch (error) {
    const message = errorText(error);
    run.warn(`The resume file can't be written, so the wait can't be resumed: ${message}`);
  }
  run.leaveResumeFile = () => resume;
  return resume;
}

/** Returns a command on a resume file, for the user to copy. */
export function commandForFile(
  { io, target }: Pick<HostRun, "io" | "target">,
  command: "confirm" | "resume",
  file: string,
  flag = "",
): string {
  const words = [command, shellWord(file), flag].filter(Boolean).join(" ");
  return `${programName(io)} ${words}${flagsToRepeat(target.settings)}`;
}

/** Returns what to do after an outcome. */
export function nextSteps(outcome: Outcome, commandFor: CommandFor): string[] {
  const versions = `To see the saved and running versions, run: ${commandFor("versions")}`;
  if (hadNoEffect(outcome)) return [versions, `It is safe to retry the ${outcome.operation}.`];
  switch (outcome.outcome) {
    case "succeeded":
      return [
        ...(outcome.operation === "restore" && outcome.confidence !== "probable"
          ? [`To make it the running configuration, run: ${commandFor("commit")}`]
          : []),
        ...(outcome.confidence === "proven" ? [] : [versions]),
      ];
    case "failed":
      return [
        outcome.errorMessage === undefined
          ? "For the reason, check the device's log."
          : "Fix the problem that the device reports, then retry.",
        versions,
      ];
    case "superseded":
      return [
        "Another client is also submitting requests: an ACLI or GUI user, or another program.",
        versions,
      ];
    case "lost":
      return [
        "Check the device's log.",
        `To see the status, run: ${commandFor("status")}`,
        versions,
      ];
    case "submission-unknown":
      return [
        versions,
        `Before you retry, make sure that no ${outcome.operation} is running. To see the status, run: ${commandFor("status")}`,
      ];
    case "timed-out":
    case "aborted":
      return [];
  }
}
