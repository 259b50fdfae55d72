import type { Context } from "../context.ts";
import { exitCodes } from "../exit-codes.ts";
import { describeError } from "./describe-error.ts";

/** Ends a command that talks to no device, and could not do what it should. */
export function fail({ io, process }: Context, error: unknown): void {
  const { exit, message, hint } = describeError(error, () => "");
  io.stderr.write(`${message}\n${hint ? `  ${hint}\n` : ""}`);
  process.exitCode = exitCodes[exit].code;
}
