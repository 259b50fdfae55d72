import { type OperationName, operationNameValues } from "@asyncstatus/model";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { waitForCurrentOperation } from "../run/wait-for-current-operation.ts";
import { command } from "./command.ts";
import { choiceArgument, type HostFlags, hostFlags, timeoutFlag } from "./flags.ts";

export const wait = command<HostFlags, [operation: OperationName | undefined]>({
  brief: "wait for the request in progress, from any user",
  description: "Waits for the request in progress, from any user, and shows its result.",
  examples: ["[OPERATION]", "activate --timeout 30m"],
  flags: { ...hostFlags, timeout: timeoutFlag("15m") },
  positional: [
    choiceArgument(
      `operation to wait for: ${operationNameValues.join(", ")} (default: any)`,
      "operation",
      operationNameValues,
      true,
    ),
  ],
  action: (io, flags, operation) =>
    runOnHosts(io, flags, "wait", (run) => waitForCurrentOperation(run, operation)),
});
