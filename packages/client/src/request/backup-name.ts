import { OptionError } from "../errors/option-error.ts";

/** Returns true if a text can be the name of a backup file: a file name, without a path. */
export function isBackupName(text: string): boolean {
  return /^(?!\.\.?$)[^/\\]+$/.test(text);
}

/** @throws {OptionError} If a text can't be the name of a backup file. */
export function requireBackupName(option: string, text: string): void {
  if (isBackupName(text)) return;
  throw new OptionError(option, `expected a file name without a path, got ${JSON.stringify(text)}`);
}
