import type { ApplicationContext } from "@stricli/core";
import type { Io } from "./io.ts";

/** What a command is called with. */
export interface Context extends ApplicationContext {
  readonly io: Io;
}
