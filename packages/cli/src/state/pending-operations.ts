import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
} from "node:fs";
import { join } from "node:path";
import {
  type CommitStep,
  commitSteps,
  isSavedOperation,
  isUnconfirmedChange,
  type SavedOperation,
  type UnconfirmedChange,
} from "@asyncstatus/client";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { operationNameValues } from "@asyncstatus/model";
import { isSystemError } from "../error-text.ts";
import { UsageError } from "../errors.ts";
import { resumeFolder, type UserFolders } from "../settings/folders.ts";
import { createPrivateFolder, writePrivateFile } from "../settings/replace-file.ts";

const commands: readonly string[] = ["commit", "apply", "rollback", ...operationNameValues];

/** Texts of a command in its resume file. */
export interface Labels {
  /** The comment that was given to the command. */
  readonly comment?: string | undefined;
  /** Identifies the change of `apply`. */
  readonly change?: string | undefined;
}

/** Content of a resume file. It contains no secrets. */
export interface PendingOperation extends Labels {
  readonly format: 1;
  /** The command that left it. */
  readonly command: string;
  /** Origin of the device. */
  readonly host: string;
  /** Steps of a commit that were not submitted. */
  readonly remaining: readonly CommitStep[];
  readonly operation: SavedOperation;
}

/** Content of the resume file of a change that isn't confirmed. It contains no secrets. */
export interface PendingConfirmation {
  readonly format: 1;
  readonly command: "apply";
  /** Origin of the device. */
  readonly host: string;
  /** The time of the activate. ISO 8601. */
  readonly submittedAt: string;
  readonly comment?: string | undefined;
  readonly unconfirmed: UnconfirmedChange;
  /** True once a process began to roll the change back. */
  readonly isExpired?: true;
}

/** A resume file. */
export interface ResumeFile<Pending = PendingOperation | PendingConfirmation> {
  readonly file: string;
  readonly pending: Pending;
}

/** Returns true for the content of the resume file of a change that isn't confirmed. */
export function isConfirmation(
  pending: PendingOperation | PendingConfirmation,
): pending is PendingConfirmation {
  return "unconfirmed" in pending;
}

/** Returns the time of the request of a resume file. ISO 8601. */
export function submittedAtOf({ pending }: ResumeFile): string {
  return isConfirmation(pending) ? pending.submittedAt : pending.operation.submittedAt;
}

/** Writes a resume file that only the user can read, and returns its path. */
export function writeResumeFile(
  io: UserFolders,
  pending: Omit<PendingOperation, "format">,
): string {
  const { host, operation } = pending;
  const file = newFile(io, host, operation.state.operation, operation.submittedAt);
  write(file, { format: 1, ...pending });
  return file;
}

/** Writes the resume file of a change that isn't confirmed. */
export function writeConfirmation(
  io: UserFolders,
  pending: PendingConfirmation,
): ResumeFile<PendingConfirmation> {
  const file = newFile(io, pending.host, "confirm", pending.submittedAt);
  write(file, pending);
  return { file, pending };
}

/** Replaces the unconfirmed change in its resume file, if another process didn't confirm it meanwhile. */
export function updateConfirmation(
  { file, pending }: ResumeFile<PendingConfirmation>,
  unconfirmed: UnconfirmedChange,
): ResumeFile<PendingConfirmation> {
  const updated = { ...pending, unconfirmed };
  if (existsSync(file)) write(file, updated);
  return { file, pending: updated };
}

/**
 * Removes the resume file of a change, which confirms it.
 *
 * @returns False if another process was first: the change is confirmed, or is rolled back.
 */
export function takeConfirmation({ file }: ResumeFile<PendingConfirmation>): boolean {
  return ifExists(() => unlinkSync(file));
}

/**
 * Renames the resume file of a change whose time is up, so that it can't be confirmed any more.
 *
 * @returns The file; undefined if another process was first: the change is confirmed, or is rolled back.
 */
export function expireConfirmation(
  one: ResumeFile<PendingConfirmation>,
): ResumeFile<PendingConfirmation> | undefined {
  if (one.pending.isExpired) return one;
  const file = one.file.replace(/(\.json)?$/, "-expired.json");
  if (!ifExists(() => renameSync(one.file, file))) return undefined;
  const pending = { ...one.pending, isExpired: true } as const;
  write(file, pending);
  return { file, pending };
}

/** Acts on a file. Returns false if it doesn't exist. */
function ifExists(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return false;
    throw error;
  }
}

/**
 * Creates the folder of the resume files.
 *
 * @throws {UsageError} If a file can't be written there.
 */
export function requireResumeFolder(io: UserFolders): void {
  const folder = resumeFolder(io);
  try {
    createPrivateFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(
      `no resume file can be written to ${folder}; nothing was sent`,
      "Set XDG_STATE_HOME to a folder that you can write to.",
    );
  }
}

function newFile(io: UserFolders, host: string, name: string, submittedAt: string): string {
  const time = submittedAt.replace(/[-:.]/g, "");
  return join(resumeFolder(io), `${prefixOf(host)}${name}-${time}.json`);
}

function write(file: string, pending: PendingOperation | PendingConfirmation): void {
  writePrivateFile(file, `${JSON.stringify(pending, null, 2)}\n`);
}

/** @throws {UsageError} If the file isn't a resume file. */
export function readResumeFile(file: string): PendingOperation | PendingConfirmation {
  const read = readCheckedFile(file, "resume");
  if (!read) throw new UsageError(`file not found: ${file}`);
  const pending = parseJson(read.text);
  if (!isPending(pending)) throw new UsageError(`${file}: not a resume file`);
  return pending;
}

/** Removes a resume file. */
export function removeResumeFile(file: string): void {
  rmSync(file, { force: true });
}

/** Returns the resume files of the requests on a device. Unreadable files are skipped. */
export function pendingOperations(
  io: UserFolders,
  endpoint: URL,
): readonly ResumeFile<PendingOperation>[] {
  return resumeFilesOf(io, endpoint).flatMap(({ file, pending }) =>
    isConfirmation(pending) ? [] : { file, pending },
  );
}

/** Returns the resume files of the changes on a device that aren't confirmed. Unreadable files are skipped. */
export function pendingConfirmations(
  io: UserFolders,
  endpoint: URL,
): readonly ResumeFile<PendingConfirmation>[] {
  return resumeFilesOf(io, endpoint).flatMap(({ file, pending }) =>
    isConfirmation(pending) ? { file, pending } : [],
  );
}

function resumeFilesOf(io: UserFolders, { origin }: URL): readonly ResumeFile[] {
  return resumeFiles(io, prefixOf(origin)).filter(({ pending }) => pending.host === origin);
}

/** Returns the beginning of the names of a device's resume files. Another device may have the same. */
function prefixOf(host: string): string {
  return `${new URL(host).host.replace(/[^\w.-]/g, "_")}-`;
}

/** Returns all resume files, the most recent request first. Unreadable files are skipped. */
export function allResumeFiles(io: UserFolders): readonly ResumeFile[] {
  return resumeFiles(io, "");
}

function resumeFiles(io: UserFolders, prefix: string): readonly ResumeFile[] {
  const folder = resumeFolder(io);
  const names = filesOf(folder).filter((name) => name.startsWith(prefix));
  const files = names.flatMap((name): ResumeFile[] => {
    const file = join(folder, name);
    try {
      return [{ file, pending: readResumeFile(file) }];
    } catch (error) {
      if (error instanceof UsageError) return [];
      throw error;
    }
  });
  const timeOf = (one: ResumeFile) => Date.parse(submittedAtOf(one));
  return files.sort((one, other) => timeOf(other) - timeOf(one));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error quotes the text, which may be that of any file.
    return undefined;
  }
}

function isPending(value: unknown): value is PendingOperation | PendingConfirmation {
  if (typeof value !== "object" || value === null) return false;
  const { format, command, host, comment, change, ...rest } = value as Partial<
    Record<keyof PendingOperation | keyof PendingConfirmation, unknown>
  >;
  return (
    format === 1 &&
    // Printed as part of commands to copy.
    typeof command === "string" &&
    commands.includes(command) &&
    isOrigin(host) &&
    isOptionalText(comment) &&
    isOptionalText(change) &&
    (isUnconfirmedChange(rest.unconfirmed)
      ? typeof rest.submittedAt === "string" && !Number.isNaN(Date.parse(rest.submittedAt))
      : Array.isArray(rest.remaining) &&
        rest.remaining.every((step) => commitSteps.includes(step)) &&
        isSavedOperation(rest.operation))
  );
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isOrigin(host: unknown): boolean {
  if (typeof host !== "string" || !URL.canParse(host)) return false;
  const { protocol, origin } = new URL(host);
  return protocol === "https:" && origin === host;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}
