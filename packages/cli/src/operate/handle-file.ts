import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommitStep, Operation } from "@asyncstatus/client";
import { stateFolder } from "../config/folders.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** An operation that can be taken up again, as it stands in a file. No secret is in it. */
export interface Handle {
  readonly format: 1;
  /** The command that left it. */
  readonly command: string;
  /** Where the device is, as an origin. */
  readonly host: string;
  /** The steps that were to follow. */
  readonly remaining: readonly CommitStep[];
  /** What `Operation.toJSON()` writes. */
  readonly operation: unknown;
}

/**
 * Writes an operation down, for {@link readHandle}. Only this user can read the file.
 *
 * @returns Its path.
 */
export function writeHandle(
  io: Pick<Io, "env" | "homeDir" | "clock">,
  { command, host, remaining }: Omit<Handle, "format" | "operation">,
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
  const handle: Handle = { format: 1, command, host, remaining, operation: operation.toJSON() };
  writeFileSync(file, `${JSON.stringify(handle, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** @throws {UsageError} where it is no such file */
export function readHandle(file: string): Handle {
  let handle: unknown;
  try {
    handle = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : error}`);
  }
  if (!isHandle(handle)) throw new UsageError(`${file}: is not an operation that was left here`);
  return handle;
}

/** Removes what is known to its end. */
export function removeHandle(file: string): void {
  rmSync(file, { force: true });
}

function isHandle(value: unknown): value is Handle {
  if (typeof value !== "object" || value === null) return false;
  const { format, command, host, remaining, operation } = value as Partial<
    Record<keyof Handle, unknown>
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
