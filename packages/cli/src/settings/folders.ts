import { userInfo } from "node:os";
import { posix, win32 } from "node:path";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";

// Not the package `env-paths`: it takes relative paths from variables, which would name a folder that anyone may have
// written, reads `process` when it is loaded, and has no folder for state.

/** Variables, home and platform, which determine the folders of a user. */
export type UserFolders = Pick<Io, "env" | "homeDir" | "platform">;

/**
 * Returns the folder of the user's settings: `%APPDATA%` on Windows, `~/Library/Application Support` on macOS, and
 * elsewhere by https://specifications.freedesktop.org/basedir-spec/latest/, whose variable counts on all platforms.
 */
export function configFolder(io: UserFolders): string {
  return folderOf(io, "XDG_CONFIG_HOME", "APPDATA", [".config"]);
}

/** Returns the folder of state that outlives a command, such as resume files: on Windows, `%LOCALAPPDATA%`. */
export function stateFolder(io: UserFolders): string {
  return folderOf(io, "XDG_STATE_HOME", "LOCALAPPDATA", [".local", "state"]);
}

const inHomeOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  win32: { APPDATA: ["AppData", "Roaming"], LOCALAPPDATA: ["AppData", "Local"] },
  darwin: {
    APPDATA: ["Library", "Application Support"],
    LOCALAPPDATA: ["Library", "Application Support"],
  },
};

function folderOf(
  { env, homeDir, platform }: UserFolders,
  variable: string,
  onWindows: string,
  elsewhere: readonly string[],
): string {
  const { isAbsolute, join } = platform === "win32" ? win32 : posix;
  const given = [env[variable], platform === "win32" ? env[onWindows] : undefined];
  const folder = given.find((path) => path && isAbsolute(path));
  if (folder) return join(folder, "asyncstatus");
  const inHome = inHomeOf[platform]?.[onWindows] ?? elsewhere;
  return join(isAbsolute(homeDir) ? homeDir : homeOfUser(), ...inHome, "asyncstatus");
}

function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    // A container may run as a user without an account.
    throw new UsageError("no home folder", "Set HOME to an absolute path.");
  }
}
