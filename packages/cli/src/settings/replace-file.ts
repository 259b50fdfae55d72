import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isSystemError, systemText } from "../error-text.ts";
import { UsageError } from "../errors.ts";

/** Writes a file that only the user can read. Concurrent readers see the old or the new content. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}`;
  // Left by a process that was killed, or a link that another user made.
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
  renameSync(draft, file);
}

/** Writes a file of the program, as {@link replaceFile} does. Creates its folder, which only the user can open. */
export function writePrivateFile(file: string, content: string): void {
  createPrivateFolder(dirname(file));
  replaceFile(file, content);
}

/** Creates a folder that only the user can open, and those above it, unless they exist. */
export function createPrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  createPrivateFolder(dirname(folder));
  try {
    // Not with `recursive`, which never returns in a folder without new files, such as /proc.
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Writes a file that an option names, as {@link replaceFile} does. A link is replaced, not followed.
 *
 * @throws {UsageError} If it can't be written, or is a pipe, a device or a folder: a write could block, or
 *   replace it.
 */
export function writeNamedFile(option: string, file: string, content: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) throw new UsageError(`${option}: ${file}: not a regular file`);
  try {
    replaceFile(file, content);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(
      existsSync(dirname(file))
        ? `${option}: can't write ${file}: ${systemText(error)}`
        : `${option}: no such folder: ${dirname(file)}. Create it, or name another file.`,
    );
  }
}
