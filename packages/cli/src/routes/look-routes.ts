import { operationNameValues } from "@asyncstatus/model";
import { buildChoiceParser, buildCommand } from "@stricli/core";
import { hostFlags, textFlag, timeFlag, timeoutFlag } from "../flags/host-flags.ts";

/** The commands that look, and change nothing. */
export const lookRoutes = {
  status: buildCommand({
    loader: () => import("../commands/status.ts"),
    parameters: { flags: hostFlags },
    docs: {
      brief: "one look at the last request of anybody",
      customUsage: ["[flags]", "--host 192.0.2.1 --user admin", "--host sbc-1,sbc-2 --json"],
    },
  }),
  watch: buildCommand({
    loader: () => import("../commands/watch.ts"),
    parameters: {
      flags: {
        ...hostFlags,
        interval: timeFlag("time between two looks; 2s, unless given"),
      },
    },
    docs: {
      brief: "what the device shows, as it changes",
      customUsage: ["[flags]", "--interval 5s | tee watch.log"],
    },
  }),
  wait: buildCommand({
    loader: () => import("../commands/wait.ts"),
    parameters: {
      flags: {
        ...hostFlags,
        ...timeoutFlag,
        resume: textFlag("take up what a command left", "file", false),
      },
      positional: {
        kind: "tuple",
        parameters: [
          {
            parse: buildChoiceParser(operationNameValues),
            proposeCompletions: () => operationNameValues,
            brief: "the operation to wait for; any, unless given",
            placeholder: "operation",
            optional: true,
          },
        ],
      },
    },
    docs: {
      brief: "wait for the end of a request",
      customUsage: ["[flags]", "activate --timeout 30m", "--resume FILE"],
    },
  }),
  versions: buildCommand({
    loader: () => import("../commands/versions.ts"),
    parameters: { flags: hostFlags },
    docs: { brief: "which configuration is saved, which runs", customUsage: ["[flags]", "--json"] },
  }),
};
