import { userInfo } from "node:os";
import { join, posix, win32 } from "node:path";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";

// Not the package `env-paths`: it takes relative paths from variables, which would name a folder that anyone may have
// written, reads `process` when it is loaded, and has no folder for state.

/** Variables, home and platform, which determine the folders of a user. */
export type UserFolders = Pick<Io, "env" | "homeDir" | "platform">;

/** The location of a folder of the user. */
interface Location {
  /** The variable of https://specifications.freedesktop.org/basedir-spec/latest/, which counts on all platforms. */
  readonly xdg: string;
  /** The variable of Windows. */
  readonly windows: string;
  readonly inHome: Readonly<Record<"win32" | "darwin" | "others", readonly string[]>>;
}

const support = ["Library", "Application Support"];
const config: Location = {
  xdg: "XDG_CONFIG_HOME",
  windows: "APPDATA",
  inHome: { win32: ["AppData", "Roaming"], darwin: support, others: [".config"] },
};
const state: Location = {
  xdg: "XDG_STATE_HOME",
  windows: "LOCALAPPDATA",
  inHome: { win32: ["AppData", "Local"], darwin: support, others: [".local", "state"] },
};

/** Returns the folder of the user's settings. */
export function configFolder(io: UserFolders): string {
  return folderOf(io, config);
}

/** Returns the folder of state that outlives a command, such as resume files. */
export function stateFolder(io: UserFolders): string {
  return folderOf(io, state);
}

/** Returns the folder of the resume files. */
export function resumeFolder(io: UserFolders): string {
  return join(stateFolder(io), "operations");
}

function folderOf({ env, homeDir, platform }: UserFolders, location: Location): string {
  const { xdg, windows, inHome } = location;
  const path = platform === "win32" ? win32 : posix;
  const given = [env[xdg], platform === "win32" ? env[windows] : undefined];
  const folder = given.find((one) => one && path.isAbsolute(one));
  if (folder) return path.join(folder, "asyncstatus");
  const known = platform === "win32" || platform === "darwin" ? platform : "others";
  const home = path.isAbsolute(homeDir) ? homeDir : homeOfUser();
  return path.join(home, ...inHome[known], "asyncstatus");
}

function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    // A container may run as a user without an account.
    throw new UsageError("no home folder", "Set HOME to an absolute path.");
  }
}
