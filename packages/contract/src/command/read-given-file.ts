import { type CheckedFile, readCheckedFile } from "./read-checked-file.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the file of an option. @throws {UsageError} If there is none, or it is refused. */
export function readGivenFile(
  option: string,
  file: string,
  kind: "certificates" | "password",
): CheckedFile {
  try {
    const read = readCheckedFile(file, kind);
    if (!read) throw new UsageError(`file not found: ${file}`);
    return read;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, hint } = error;
    throw new UsageError([`${option}: ${message}.`, hint].filter(Boolean).join(" "));
  }
}
