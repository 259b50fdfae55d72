import type { CommandContext } from "@stricli/core";
import type { Io } from "./io.ts";

/** Context of every command. Commands set the exit code with {@link exit}. */
export interface Context extends CommandContext {
  readonly io: Io;
  /** Sets the exit code. */
  exit(code: number): void;
}
