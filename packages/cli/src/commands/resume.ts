import { formatDuration, jsonForTerminal, linesForTerminal } from "@asyncstatus/model/text";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { resumeAndWait } from "../run/resume-and-wait.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { definitionOf } from "../settings/setting-definitions.ts";
import {
  allResumeFiles,
  type ResumeFile,
  readResumeFile,
  removeResumeFile,
} from "../state/pending-operations.ts";
import {
  argument,
  command,
  type HostFlags,
  hostFlags,
  settingFlag,
  switchFlag,
} from "./command.ts";

interface ResumeFlags extends HostFlags {
  readonly latest?: boolean | undefined;
  readonly continue?: boolean | undefined;
  readonly settle?: boolean | undefined;
}

/** Requests of which the status hardly shows anything any more. */
const oldMs = 7 * 86_400_000;

export const resume = command<ResumeFlags, [file: string | undefined]>({
  brief: "resume the wait for a request of an earlier command",
  description: [
    "Nothing is submitted again. `list` shows the resume files that earlier commands",
    "left; `clean` removes those that are older than a week.",
  ].join("\n"),
  examples: ["[FILE|list|clean]", "list", "--latest", "FILE --continue", "FILE --settle"],
  flags: {
    ...hostFlags,
    latest: switchFlag("resume the most recent request", false),
    continue: switchFlag("then submit the remaining steps of the commit", false),
    settle: switchFlag("determine the result under the configuration lock", false),
    timeout: settingFlag("timeout", false),
    acceptProbable: switchFlag(definitionOf("acceptProbable").brief, false),
    waitForLock: settingFlag("waitForLock"),
    waitForIdle: settingFlag("waitForIdle"),
  },
  positional: [argument("resume file; list or clean (default: list)", "file", true)],
  action: (
    io,
    { latest = false, continue: continues = false, settle = false, ...flags },
    given,
  ) => {
    if (given === "clean") return clean(io);
    if (given === "list" || (given === undefined && !latest)) return list(io, flags.json);
    let chosen: ResumeFile | undefined;
    const choose = () => {
      chosen ??= chooseFile(io, given, latest);
      return chosen;
    };
    // A getter, so that a file that can't be read is reported like any other error.
    const withDevice = {
      ...flags,
      get resumed() {
        const { file, pending } = choose();
        return { host: pending.host, file };
      },
    };
    return runOnHosts(io, withDevice, "resume", (run) =>
      resumeAndWait(run, choose(), { continues, settles: settle }),
    );
  },
});

/** @throws {UsageError} If there is no such file, or a file is given with `--latest`. */
function chooseFile(io: Io, given: string | undefined, latest: boolean): ResumeFile {
  if (!latest) return { file: given ?? "", pending: readResumeFile(given ?? "") };
  if (given !== undefined) throw new UsageError("--latest and a file can't be combined");
  const [last] = allResumeFiles(io);
  if (!last) throw new UsageError("no command left a resume file");
  return last;
}

function list(io: Io, json: boolean | undefined): number {
  const files = allResumeFiles(io);
  if (json) io.stdout.write(`${jsonForTerminal(files.map(toJson), 2)}\n`);
  else if (files.length === 0) io.stdout.write("no command left a resume file\n");
  else io.stdout.write(files.map((file) => lineOf(io, file)).join(""));
  return 0;
}

function toJson({ file, pending }: ResumeFile) {
  const { host, command, operation, remaining } = pending;
  const { submittedAt, state } = operation;
  return { file, host, command, operation: state.operation, submittedAt, remaining };
}

function lineOf(io: Io, { file, pending }: ResumeFile): string {
  const { host, command, operation } = pending;
  const age = formatDuration(ageOf(io, operation.submittedAt));
  const name = operation.state.operation;
  const what = command === name ? name : `${name} of a ${command}`;
  return `${linesForTerminal(`${new URL(host).host}: ${what}, ${age} ago`)}  ${linesForTerminal(file)}`;
}

function clean(io: Io): number {
  try {
    const old = allResumeFiles(io).filter(
      ({ pending }) => ageOf(io, pending.operation.submittedAt) > oldMs,
    );
    for (const { file } of old) removeResumeFile(file);
    io.stdout.write(`removed ${old.length} ${old.length === 1 ? "file" : "files"}\n`);
    return 0;
  } catch (error) {
    return failWithoutDevice(io, error, { command: "resume clean" });
  }
}

function ageOf({ clock }: Io, submittedAt: string): number {
  return Math.max(0, clock.date().getTime() - Date.parse(submittedAt));
}
