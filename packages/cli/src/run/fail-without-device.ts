import { hideUserInfo, linesForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { describeError } from "./failure-result.ts";

/** Prints the error of a command that talks to no device, and returns its exit code. */
export function failWithoutDevice(io: Io, error: unknown): ExitCode {
  const { exit, message, hint } = describeError(error, () => "");
  for (const text of [`Error: ${message}`, ...(hint ? [`  ${hint}`] : [])]) {
    io.stderr.write(linesForTerminal(hideUserInfo(text)));
  }
  return exitCodes[exit].code;
}
