import { type OperationName, operationNameValues } from "@asyncstatus/model";
import { UsageError } from "../errors.ts";
import { resumeAndWait } from "../run/resume-and-wait.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { waitForCurrentOperation } from "../run/wait-for-current-operation.ts";
import { definitionOf } from "../settings/setting-definitions.ts";
import { readResumeFile } from "../state/pending-operations.ts";
import {
  choiceArgument,
  command,
  type HostFlags,
  hostFlags,
  settingFlag,
  switchFlag,
  textFlag,
} from "./command.ts";

interface WaitFlags extends HostFlags {
  readonly resume?: string | undefined;
  readonly continue?: boolean | undefined;
  readonly settle?: boolean | undefined;
}

export const wait = command<WaitFlags, [operation: OperationName | undefined]>({
  brief: "wait for the request in progress, or resume a wait",
  description: [
    "With --resume, it resumes the wait for a request that an earlier command",
    "submitted. --continue then submits the remaining steps of its commit, if the",
    "request succeeded. --settle determines the result under the configuration lock,",
    "so that nothing else can run or arrive.",
  ].join("\n"),
  examples: ["[OPERATION]", "activate --timeout 30m", "--resume FILE --continue"],
  flags: {
    ...hostFlags,
    timeout: settingFlag("timeout", false),
    acceptProbable: switchFlag(definitionOf("acceptProbable").brief, false),
    resume: textFlag("resume file that a command left", "file", false),
    continue: switchFlag("then submit the remaining steps of the commit", false),
    settle: switchFlag("determine the result under the configuration lock", false),
    waitForLock: settingFlag("waitForLock"),
    waitForIdle: settingFlag("waitForIdle"),
  },
  positional: [
    choiceArgument("operation to wait for (default: any)", "operation", operationNameValues, true),
  ],
  action: (io, { resume, continue: continues = false, settle = false, ...flags }, operation) => {
    if (resume === undefined) {
      return runOnHosts(io, flags, "wait", (run) => {
        if (continues || settle) throw new UsageError("--continue and --settle require --resume");
        return waitForCurrentOperation(run, operation);
      });
    }
    // A getter, so that a file that can't be read is reported like any other error.
    const withDevice = {
      ...flags,
      get resumed() {
        return { host: readResumeFile(resume).host, file: resume };
      },
    };
    return runOnHosts(io, withDevice, "wait", (run) => {
      if (operation) throw new UsageError("--resume and an operation can't be combined");
      return resumeAndWait(run, resume, { continues, settles: settle });
    });
  },
});
