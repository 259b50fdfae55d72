import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { pinName } from "../connection/pinned-certificates.ts";
import { stateFolder, type UserFolders } from "../settings/folders.ts";
import { replaceFile, writePrivateFile } from "../settings/replace-file.ts";

// The lock belongs to the token of the process that took it, so `unlock` must ask that process. It does so by
// a file, not by a signal: after a crash, another process may have its ID.
function noteFile(io: UserFolders, endpoint: URL): string {
  return join(stateFolder(io), "locks", pinName(endpoint).replace(/[^\w.-]/g, "_"));
}
const requestFile = (file: string) => `${file}.release`;

/** Note that this process holds the lock of a device. */
export interface LockNote {
  /** Returns true if `unlock` has asked for the release. */
  isReleaseRequested(): boolean;
  end(): void;
}

/** Writes the note that this process holds the lock of a device. */
export function writeLockNote(io: UserFolders, endpoint: URL): LockNote {
  const file = noteFile(io, endpoint);
  const request = requestFile(file);
  rmSync(request, { force: true });
  writePrivateFile(file, `${process.pid}\n`);
  return {
    isReleaseRequested: () => existsSync(request),
    end() {
      rmSync(file, { force: true });
      rmSync(request, { force: true });
    },
  };
}

/** Returns true if a process of this user holds the lock of a device. */
export function isHeldHere(io: UserFolders, endpoint: URL): boolean {
  try {
    const note = readCheckedFile(noteFile(io, endpoint), "note");
    // 0 and negative numbers are groups of processes.
    const [, id] = /^([1-9]\d{0,9})\n$/.exec(note?.text ?? "") ?? [];
    // Signal 0 only checks that the process exists.
    return id !== undefined && process.kill(Number(id), 0);
  } catch {
    return false;
  }
}

/** Asks the process that holds the lock of a device to release it. */
export function requestRelease(io: UserFolders, endpoint: URL): void {
  replaceFile(requestFile(noteFile(io, endpoint)), "");
}
