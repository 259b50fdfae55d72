import { type CommandResult, commandResult } from "./command-result.ts";

const code = "not-started";

/** Creates the result of a host that a command did not start on, after another one failed. */
export function notStarted(command: string, host: string): CommandResult {
  const message = "not started, because another host failed (--fail-fast)";
  return commandResult("interrupted", {
    command,
    host,
    outcome: "aborted",
    summary: message,
    error: { code, message },
  });
}

/** Checks if a command did not start on the host of a result. */
export function isNotStarted({ error }: CommandResult): boolean {
  return error?.code === code;
}
