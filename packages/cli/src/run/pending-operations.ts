import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommitStep, Operation } from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { stateFolder } from "../settings/folders.ts";

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
  writeFileSync(file, `${JSON.stringify(pending, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** @throws {UsageError} If the file isn't a resume file. */
export function readResumeFile(file: string): PendingOperation {
  let pending: unknown;
  try {
    pending = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : error}`);
  }
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

function isPendingOperation(value: unknown): value is PendingOperation {
  if (typeof value !== "object" || value === null) return false;
  const { format, command, host, remaining, operation } = value as Partial<
    Record<keyof PendingOperation, unknown>
  >;
  return (
    format === 1 &&
    typeof command === "string" &&
    typeof host === "string" &&
    URL.canParse(host) &&
    Array.isArray(remaining) &&
    operation !== undefined
  );
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
