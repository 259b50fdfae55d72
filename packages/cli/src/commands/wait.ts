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
}

export const wait = command<WaitFlags, [operation: OperationName | undefined]>({
  brief: "wait for the request in progress, or resume a wait",
  examples: ["[options]", "activate --timeout 30m", "--resume FILE"],
  flags: {
    ...hostFlags,
    timeout: settingFlag("timeout", false),
    acceptProbable: switchFlag(definitionOf("acceptProbable").brief, false),
    resume: textFlag("resume file that a command left", "file", false),
  },
  positional: [
    choiceArgument("operation to wait for (default: any)", "operation", operationNameValues, true),
  ],
  action: (io, { resume, ...flags }, operation) => {
    if (resume === undefined) {
      return runOnHosts(io, flags, "wait", (run) => waitForCurrentOperation(run, operation));
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
      return resumeAndWait(run, resume);
    });
  },
});
