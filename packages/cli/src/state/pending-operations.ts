import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  type CommitStep,
  commitSteps,
  isSavedOperation,
  type SavedOperation,
} from "@asyncstatus/client";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { operationNameValues } from "@asyncstatus/model";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { stateFolder } from "../settings/folders.ts";
import { replaceFile } from "../settings/replace-file.ts";

const commands: readonly string[] = ["commit", "apply", "rollback", ...operationNameValues];

/** Content of a resume file. It contains no secret. */
export interface PendingOperation {
  readonly format: 1;
  /** The command that left it. */
  readonly command: string;
  /** Origin of the device. */
  readonly host: string;
  /** Steps of a commit that were not submitted. */
  readonly remaining: readonly CommitStep[];
  readonly operation: SavedOperation;
}

/** A resume file. */
export interface ResumeFile {
  readonly file: string;
  readonly pending: PendingOperation;
}

/** Writes a resume file that only the user can read, and returns its path. */
export function writeResumeFile(
  io: Pick<Io, "env" | "homeDir">,
  pending: Omit<PendingOperation, "format">,
): string {
  const { host, operation } = pending;
  const folder = join(stateFolder(io), "operations");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const time = operation.submittedAt.replace(/[-:.]/g, "");
  const file = join(folder, `${prefixOf(host)}${operation.state.operation}-${time}.json`);
  replaceFile(file, `${JSON.stringify({ format: 1, ...pending }, null, 2)}\n`);
  return file;
}

/** @throws {UsageError} If the file isn't a resume file. */
export function readResumeFile(file: string): PendingOperation {
  const read = readCheckedFile(file, "resume");
  if (!read) throw new UsageError(`${file}: no such file`);
  const pending = parseJson(read.text);
  if (!isPendingOperation(pending)) throw new UsageError(`${file}: not a resume file`);
  return pending;
}

/** Removes a resume file. */
export function removeResumeFile(file: string): void {
  rmSync(file, { force: true });
}

/** Returns the resume files of a device. Unreadable files are skipped. */
export function pendingOperations(
  io: Pick<Io, "env" | "homeDir">,
  endpoint: URL,
): readonly ResumeFile[] {
  const { origin } = endpoint;
  return resumeFiles(io, prefixOf(origin)).filter(({ pending }) => pending.host === origin);
}

/** Returns the beginning of the names of a device's resume files. Another device may have the same. */
function prefixOf(host: string): string {
  return `${new URL(host).host.replace(/[^\w.-]/g, "_")}-`;
}

/** Returns all resume files, the most recent request first. Unreadable files are skipped. */
export function allResumeFiles(io: Pick<Io, "env" | "homeDir">): readonly ResumeFile[] {
  return resumeFiles(io, "");
}

function resumeFiles(io: Pick<Io, "env" | "homeDir">, prefix: string): readonly ResumeFile[] {
  const folder = join(stateFolder(io), "operations");
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
  const timeOf = ({ pending }: ResumeFile) => Date.parse(pending.operation.submittedAt);
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

function isPendingOperation(value: unknown): value is PendingOperation {
  if (typeof value !== "object" || value === null) return false;
  const { format, command, host, remaining, operation } = value as Partial<
    Record<keyof PendingOperation, unknown>
  >;
  return (
    format === 1 &&
    // Printed as part of commands to copy.
    typeof command === "string" &&
    commands.includes(command) &&
    isOrigin(host) &&
    Array.isArray(remaining) &&
    remaining.every((step) => commitSteps.includes(step)) &&
    isSavedOperation(operation)
  );
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
