import { join } from "node:path";
import type { Io } from "../io.ts";

type Environment = Pick<Io, "env" | "homeDir">;

/** Returns the folder of the user's settings, by https://specifications.freedesktop.org/basedir-spec/latest/. */
export function configFolder({ env, homeDir }: Environment): string {
  return join(env.XDG_CONFIG_HOME || join(homeDir, ".config"), "asyncstatus");
}

/** Returns the folder of state that outlives a command, such as resume files. */
export function stateFolder({ env, homeDir }: Environment): string {
  return join(env.XDG_STATE_HOME || join(homeDir, ".local", "state"), "asyncstatus");
}
