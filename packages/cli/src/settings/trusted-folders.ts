import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName, shellWord } from "../program-name.ts";
import { configFolder, resumeFolder, type UserFolders } from "./folders.ts";
import { writePrivateFile } from "./replace-file.ts";
import type { TrustLevel } from "./trust-rules.ts";

const variable = "ASYNCSTATUS_TRUST_FOLDER";

/** Returns the file of the trusted folders, one a line. */
export function trustedFoldersFile(io: UserFolders): string {
  return join(configFolder(io), "trusted_folders");
}

/** Returns the folders that the user trusts, without links. @throws {UsageError} With the line. */
export function readTrustedFolders(io: UserFolders): readonly string[] {
  const file = trustedFoldersFile(io);
  const lines = readCheckedFile(file, "pins")?.text.split("\n") ?? [];
  return lines.filter((line, index) => {
    if (line === "" || isAbsolute(line)) return line !== "";
    throw new UsageError(`${file}:${index + 1}: expected an absolute path`);
  });
}

/** Replaces the folders that the user trusts. */
export function writeTrustedFolders(io: UserFolders, folders: readonly string[]): void {
  writePrivateFile(trustedFoldersFile(io), folders.map((folder) => `${folder}\n`).join(""));
}

/**
 * Returns the trust in a file: that of the user's own file if its folder is trusted.
 *
 * @param otherwise Trust in a file of another folder.
 */
export function trustInFile(
  io: UserFolders & Pick<Io, "cwd">,
  file: string,
  otherwise: "named" | "folder",
): TrustLevel {
  const given = io.env[variable];
  // A relative path would trust every folder that a command runs in.
  if (given && !isAbsolute(given)) throw new UsageError(`${variable}: expected an absolute path`);
  const folder = realPath(dirname(resolve(io.cwd, file)));
  const own = [configFolder(io), resumeFolder(io), ...(given ? [given] : [])];
  const isTrusted = own.map(realPath).includes(folder) || readTrustedFolders(io).includes(folder);
  return isTrusted ? "own" : otherwise;
}

/** Returns how to trust the folder of a file. */
export function trustHint(io: Pick<Io, "env" | "cwd">, file: string): string {
  const folder = shellWord(realPath(dirname(resolve(io.cwd, file))));
  const run = `${programName(io)} config trust ${folder}`;
  return `If you trust every file in that folder, set ${variable}=${folder} or run: ${run}`;
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
