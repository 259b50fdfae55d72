import { formatDuration, linesForTerminal } from "@asyncstatus/model/text";
import { completed, resumeFiles } from "../completion/candidates.ts";
import { CommandLineError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { awaitConfirmation } from "../run/confirm-change.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { printJson } from "../run/print-json.ts";
import { resumeAndWait } from "../run/resume-and-wait.ts";
import { runOnResumed } from "../run/run-on-resumed.ts";
import { definitionOf } from "../settings/setting-definitions.ts";
import {
  allResumeFiles,
  isConfirmation,
  type ResumeFile,
  readResumeFile,
  removeResumeFile,
  submittedAtOf,
} from "../state/pending-operations.ts";
import { command } from "./command.ts";
import {
  argument,
  confirmCommandFlag,
  type HostFlags,
  hostFlags,
  settingFlag,
  switchFlag,
} from "./flags.ts";

interface ResumeFlags extends HostFlags {
  readonly latest?: boolean | undefined;
  readonly continue?: boolean | undefined;
  readonly settle?: boolean | undefined;
  readonly confirmCommand?: string | undefined;
}

/** Requests of which the status hardly shows anything any more. */
const oldMs = 7 * 86_400_000;

export const resume = command<ResumeFlags, [file: string | undefined]>({
  brief: "resume the wait for a request that an earlier command submitted",
  description: [
    "Resumes the wait for a request that an earlier command submitted. Doesn't submit",
    "the request again. `list` shows the resume files that earlier commands left;",
    "`clean` removes those that are older than a week. For a change that isn't",
    "confirmed, waits for the rest of its time, then rolls it back.",
  ].join(" "),
  examples: ["[FILE|list|clean]", "list", "--latest", "FILE --continue", "FILE --settle"],
  flags: {
    ...hostFlags,
    latest: switchFlag("use the most recent resume file", false),
    continue: switchFlag("if the request succeeded, submit the rest of the commit", false),
    settle: switchFlag("take the configuration lock to determine the result", false),
    confirmCommand: confirmCommandFlag,
    timeout: settingFlag("timeout", false),
    acceptProbable: switchFlag(definitionOf("acceptProbable").brief, false),
    waitForLock: settingFlag("waitForLock"),
    waitForIdle: settingFlag("waitForIdle"),
  },
  positional: [
    completed(
      argument("resume file, or one of the words list and clean (default: list)", "file", true),
      (io) => ["list", "clean", ...resumeFiles(io)],
    ),
  ],
  action: (
    io,
    { latest = false, continue: continues = false, settle = false, confirmCommand, ...flags },
    given,
  ) => {
    if (given === "clean") return clean(io);
    if (given === "list" || (given === undefined && !latest)) return list(io, flags.json);
    const choose = () => chooseFile(io, given, latest);
    return runOnResumed(io, flags, "resume", choose, async (run, { file, pending }) => {
      if (!isConfirmation(pending)) {
        if (confirmCommand !== undefined) {
          throw new CommandLineError(
            "--confirm-command is only for a change that apply --confirm made",
          );
        }
        return await resumeAndWait(run, { file, pending }, { continues, settles: settle });
      }
      if (continues || settle) {
        throw new CommandLineError(
          "--continue and --settle are for requests, not for a confirmation",
        );
      }
      const options = { command: "resume", check: confirmCommand } as const;
      return await awaitConfirmation(run, { file, pending }, options);
    });
  },
});

/** @throws {UsageError} If there is no such file, or a file is given with `--latest`. */
function chooseFile(io: Io, given: string | undefined, latest: boolean): ResumeFile {
  if (!latest) return { file: given ?? "", pending: readResumeFile(given ?? "") };
  if (given !== undefined) throw new CommandLineError("--latest and a file can't be combined");
  const [last] = allResumeFiles(io);
  if (!last) throw new UsageError("there is no resume file, so there is nothing to resume");
  return last;
}

function list(io: Io, json: boolean | undefined): number {
  const files = allResumeFiles(io);
  if (json) printJson(io, files.map(toJson));
  else if (files.length === 0) io.stdout.write("no resume files\n");
  else io.stdout.write(files.map((file) => lineOf(io, file)).join(""));
  return 0;
}

function toJson({ file, pending }: ResumeFile) {
  if (isConfirmation(pending)) {
    const { host, command, submittedAt, comment, unconfirmed } = pending;
    return { file, host, command, submittedAt, comment, unconfirmed };
  }
  const { host, command, operation, remaining } = pending;
  const { submittedAt, state } = operation;
  return { file, host, command, operation: state.operation, submittedAt, remaining };
}

function lineOf(io: Io, one: ResumeFile): string {
  const { file, pending } = one;
  const { host, command } = pending;
  const age = formatDuration(ageOf(io, one));
  const name = isConfirmation(pending) ? "confirmation" : pending.operation.state.operation;
  const article = command === "apply" ? "an" : "a";
  const what = command === name ? name : `${name} of ${article} ${command}`;
  return `${linesForTerminal(`${new URL(host).host}: ${what}, ${age} ago`)}  ${linesForTerminal(file)}`;
}

function clean(io: Io): number {
  try {
    const old = allResumeFiles(io).filter(
      (one) => !isConfirmation(one.pending) && ageOf(io, one) > oldMs,
    );
    for (const { file } of old) removeResumeFile(file);
    io.stdout.write(`removed ${old.length} ${old.length === 1 ? "file" : "files"}\n`);
    return 0;
  } catch (error) {
    return failWithoutDevice(io, error, { command: "resume clean" });
  }
}

function ageOf({ clock }: Io, one: ResumeFile): number {
  return Math.max(0, clock.date().getTime() - Date.parse(submittedAtOf(one)));
}
