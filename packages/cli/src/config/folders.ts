import { join } from "node:path";
import type { Io } from "../io.ts";

type Surroundings = Pick<Io, "env" | "homeDir">;

/** Where settings of a user are, by https://specifications.freedesktop.org/basedir-spec/latest/. */
export function configFolder({ env, homeDir }: Surroundings): string {
  return join(env.XDG_CONFIG_HOME || join(homeDir, ".config"), "asyncstatus");
}

/** Where is kept what outlives a command: operations that can be taken up again. */
export function stateFolder({ env, homeDir }: Surroundings): string {
  return join(env.XDG_STATE_HOME || join(homeDir, ".local", "state"), "asyncstatus");
}

/** Where is kept what can be made anew. */
export function cacheFolder({ env, homeDir }: Surroundings): string {
  return join(env.XDG_CACHE_HOME || join(homeDir, ".cache"), "asyncstatus");
}
