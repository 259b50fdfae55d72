import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { pinName } from "../connection/pinned-certificates.ts";
import type { Io } from "../io.ts";
import { stateFolder, type UserFolders } from "../settings/folders.ts";
import { replaceFile, writePrivateFile } from "../settings/replace-file.ts";

// The lock belongs to the token of the process that took it, so `unlock` must ask that process. It does so by
// a file, not by a signal: after a crash, another process may have its ID.
function noteFile(io: UserFolders, endpoint: URL): string {
  return join(stateFolder(io), "locks", pinName(endpoint).replace(/[^\w.-]/g, "_"));
}
const requestFile = (file: string) => `${file}.release`;

/** Documented by the vendor. */
export const tokenLifetimeMs = 600_000;

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

/** The lock that a command of this user, other than `asyncstatus lock`, took on a device. */
export interface RunLock {
  /** False if the process has ended without releasing the lock. */
  readonly isRunning: boolean;
  /** The latest time at which the lock expires if the process has ended. */
  readonly until: Date;
}

// Not the file of `asyncstatus lock`: other commands release their lock by themselves.
const runFile = (io: UserFolders, endpoint: URL) => `${noteFile(io, endpoint)}.run`;

/** Notes that this process holds the lock of a device now. Returns false if no note can be written. */
export function noteRunLock(io: UserFolders & Pick<Io, "clock">, endpoint: URL): boolean {
  const note = `${process.pid} ${io.clock.date().toISOString()}\n`;
  try {
    writePrivateFile(runFile(io, endpoint), note);
    return true;
  } catch {
    return false;
  }
}

/** Removes the note of this process. */
export function endRunLock(io: UserFolders, endpoint: URL): void {
  rmSync(runFile(io, endpoint), { force: true });
}

/** Returns the lock that the last such command took, if it isn't released and may not have expired. */
export function runLock(io: UserFolders & Pick<Io, "clock">, endpoint: URL): RunLock | undefined {
  const note = readNote(runFile(io, endpoint));
  const [, id, time] = /^([1-9]\d{0,9}) (\S+)\n$/.exec(note) ?? [];
  const until = new Date(Date.parse(time ?? "") + tokenLifetimeMs);
  if (!(until.getTime() > io.clock.date().getTime())) return undefined;
  return { isRunning: isRunning(id), until };
}

function readNote(file: string): string {
  try {
    return readCheckedFile(file, "note")?.text ?? "";
  } catch {
    return "";
  }
}

function isRunning(id: string | undefined): boolean {
  try {
    // Signal 0 only checks that the process exists.
    return id !== undefined && process.kill(Number(id), 0);
  } catch {
    return false;
  }
}

/** Returns true if a process of this user holds the lock of a device. */
export function isHeldHere(io: UserFolders, endpoint: URL): boolean {
  // 0 and negative numbers are groups of processes.
  const [, id] = /^([1-9]\d{0,9})\n$/.exec(readNote(noteFile(io, endpoint))) ?? [];
  return isRunning(id);
}

/** Asks the process that holds the lock of a device to release it. */
export function requestRelease(io: UserFolders, endpoint: URL): void {
  replaceFile(requestFile(noteFile(io, endpoint)), "");
}
