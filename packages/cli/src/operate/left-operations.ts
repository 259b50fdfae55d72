import { readdirSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../config/folders.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { readHandle } from "./handle-file.ts";

/** An operation that a command of this computer left, not known to its end. */
export interface LeftOperation {
  readonly file: string;
  readonly command: string;
  readonly operation: string;
}

/** The operations that were left on a device. */
export function leftOperations(
  io: Pick<Io, "env" | "homeDir">,
  endpoint: URL,
): readonly LeftOperation[] {
  const folder = join(stateFolder(io), "operations");
  return filesOf(folder).flatMap((name) => {
    const file = join(folder, name);
    try {
      const { command, host, operation } = readHandle(file);
      return host === endpoint.origin ? [{ file, command, operation: nameOf(operation) }] : [];
    } catch (error) {
      // What cannot be read says nothing here; `wait --resume` says why.
      if (error instanceof UsageError) return [];
      throw error;
    }
  });
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
