import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";

type Environment = Pick<Io, "env" | "homeDir">;

/** Returns the folder of the user's settings, by https://specifications.freedesktop.org/basedir-spec/latest/. */
export function configFolder(io: Environment): string {
  return folderOf(io, "XDG_CONFIG_HOME", ".config");
}

/** Returns the folder of state that outlives a command, such as resume files. */
export function stateFolder(io: Environment): string {
  return folderOf(io, "XDG_STATE_HOME", join(".local", "state"));
}

// A relative path would name a folder that anyone may have written.
function folderOf({ env, homeDir }: Environment, variable: string, inHome: string): string {
  const given = env[variable];
  if (given && isAbsolute(given)) return join(given, "asyncstatus");
  return join(isAbsolute(homeDir) ? homeDir : homeOfUser(), inHome, "asyncstatus");
}

function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    // A container may run as a user without an account.
    throw new UsageError("no home folder", "Set HOME to an absolute path.");
  }
}
