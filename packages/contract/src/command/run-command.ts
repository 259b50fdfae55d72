import { exitCodes } from "../verify/exit-code.ts";
import { help } from "./help.ts";
import { type Command, parseCommand } from "./parse-command.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

// `engines` only warns, and an older Node.js fails with the exit code of a device that is wrong.
const oldestNode = "22.19";

/** Runs a command line. @returns Its exit code. */
export async function runCommand(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const command = read(args);
  if (command instanceof UsageError) {
    surroundings.stderr.write(`${command.message} --help tells how.\n`);
    return exitCodes.usage;
  }
  if (command.command === "help") {
    surroundings.stdout.write(help);
    return exitCodes.held;
  }
  if (isOlder(surroundings.versions.node, oldestNode)) {
    const { node } = surroundings.versions;
    surroundings.stderr.write(`This needs Node.js ${oldestNode} or later, and runs on ${node}.\n`);
    return exitCodes.usage;
  }
  // Loaded where it is needed only: --help and a mistake are answered at once.
  const { runVerify } = await import("./run-verify.ts");
  return runVerify(command, surroundings);
}

function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) < 0;
}

function read(args: readonly string[]): Command | UsageError {
  try {
    return parseCommand(args);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}
