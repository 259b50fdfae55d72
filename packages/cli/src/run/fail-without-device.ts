import { hideUserInfo, linesForTerminal, Secrets } from "@asyncstatus/model/text";
import { CommandLineError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { describeError, failureResult } from "./failure-result.ts";
import { printJson } from "./print-json.ts";

/**
 * Prints the error of a command that talks to no device, and returns its exit code.
 *
 * @throws {CommandLineError} If that is the error.
 */
export function failWithoutDevice(
  io: Io,
  error: unknown,
  {
    command,
    json = false,
    startedAt,
  }: {
    readonly command: string;
    readonly json?: boolean | undefined;
    /** @default the end, if the command fails at once */
    readonly startedAt?: Date;
  },
): ExitCode {
  if (error instanceof CommandLineError) throw error;
  const commandFor = (words: string) => `${programName(io)} ${words}`;
  if (json) {
    const endedAt = io.clock.date().toISOString();
    const more = { startedAt: startedAt?.toISOString() ?? endedAt, endedAt };
    const result = failureResult(error, { command, host: "", commandFor, more });
    printJson(io, new Secrets().hideIn(result));
    return result.exitCode;
  }
  const { exit, message, hint } = describeError(error, commandFor);
  for (const text of [`Error: ${message}`, ...(hint ? [`  ${hint}`] : [])]) {
    io.stderr.write(linesForTerminal(hideUserInfo(text)));
  }
  return exitCodes[exit].code;
}
