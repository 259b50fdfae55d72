import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CommitStep, Operation } from "@asyncstatus/client";
import { operationNameValues } from "@asyncstatus/model";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { stateFolder } from "../settings/folders.ts";
import { readCheckedFile } from "../settings/read-checked-file.ts";
import { replaceFile } from "../settings/replace-file.ts";

const commitSteps: readonly string[] = ["verify", "save", "activate"] satisfies CommitStep[];
const commands: readonly string[] = ["commit", ...operationNameValues];

/** Content of a resume file. It contains no secret. */
export interface PendingOperation {
  readonly format: 1;
  /** The command that left it. */
  readonly command: string;
  /** Origin of the device. */
  readonly host: string;
  /** Steps of a commit that were not submitted. */
  readonly remaining: readonly CommitStep[];
  /** Result of `Operation.toJSON()`. */
  readonly operation: unknown;
}

/** Writes a resume file that only the user can read, and returns its path. */
export function writeResumeFile(
  io: Pick<Io, "env" | "homeDir" | "clock">,
  { command, host, remaining }: Pick<PendingOperation, "command" | "host" | "remaining">,
  operation: Operation,
): string {
  const folder = join(stateFolder(io), "operations");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const time = io.clock
    .date()
    .toISOString()
    .replace(/[-:]|\.\d+/g, "");
  const name = new URL(host).host.replace(/[^\w.-]/g, "_");
  const file = join(folder, `${name}-${operation.operation}-${time}.json`);
  const pending: PendingOperation = {
    format: 1,
    command,
    host,
    remaining,
    operation: operation.toJSON(),
  };
  replaceFile(file, `${JSON.stringify(pending, null, 2)}\n`);
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

/** Returns the pending operations on a device with their resume files. Unreadable files are skipped. */
export function pendingOperations(
  io: Pick<Io, "env" | "homeDir">,
  endpoint: URL,
): readonly { readonly file: string; readonly command: string; readonly operation: string }[] {
  const folder = join(stateFolder(io), "operations");
  return filesOf(folder).flatMap((name) => {
    const file = join(folder, name);
    try {
      const { command, host, operation } = readResumeFile(file);
      return host === endpoint.origin ? [{ file, command, operation: nameOf(operation) }] : [];
    } catch (error) {
      if (error instanceof UsageError) return [];
      throw error;
    }
  });
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
    operation !== undefined
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

function nameOf(operation: unknown): string {
  const state = (operation as { readonly state?: { readonly operation?: unknown } }).state;
  return String(state?.operation ?? "request");
}
