import {
  type CheckedFile,
  FileError,
  readCheckedFile as read,
} from "@asyncstatus/contract/options";
import { UsageError } from "../errors.ts";

/** Reads a file as {@link read} does. @throws {UsageError} If it is refused or can't be read. */
export function readCheckedFile(...args: Parameters<typeof read>): CheckedFile | undefined {
  try {
    return read(...args);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UsageError(error.message, error.hint);
  }
}
