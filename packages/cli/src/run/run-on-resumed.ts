import type { Io } from "../io.ts";
import type {
  PendingConfirmation,
  PendingOperation,
  ResumeFile,
} from "../state/pending-operations.ts";
import type { CommandResult } from "./command-result.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { HostRun } from "./host-run.ts";
import { runOnHosts } from "./run-on-hosts.ts";

/**
 * Runs a command on the host of a resume file.
 *
 * @param choose Reads the file. If it throws, that is reported like any other error.
 */
export function runOnResumed<Pending extends PendingOperation | PendingConfirmation>(
  io: Io,
  flags: Omit<Parameters<typeof runOnHosts>[1], "resumed">,
  command: string,
  choose: () => ResumeFile<Pending>,
  work: (run: HostRun, resumed: ResumeFile<Pending>) => Promise<CommandResult>,
): Promise<ExitCode> {
  let chosen: ResumeFile<Pending> | undefined;
  const chooseOnce = () => {
    chosen ??= choose();
    return chosen;
  };
  const withDevice = {
    ...flags,
    get resumed() {
      const { file, pending } = chooseOnce();
      return { host: pending.host, file };
    },
  };
  return runOnHosts(io, withDevice, command, (run) => work(run, chooseOnce()));
}
