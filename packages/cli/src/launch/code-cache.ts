import { mkdirSync, readdirSync, readFileSync, rmSync, type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { replaceFile } from "../replace-file.ts";

/** How long compiled code is kept: that of an older release is not used again, and other is soon made anew. */
const keptMs = 30 * 86_400_000;

/**
 * The file for the compiled code of a command: of each its own, for each calls other functions.
 *
 * @returns nothing where there is no command whose code could be kept
 */
export function codeFile(
  folder: string,
  program: string,
  [command = "help"]: readonly string[],
): string | undefined {
  const name = command.replace(/^-+/, "");
  if (!/^[a-zA-Z_-]{1,20}$/.test(name)) return undefined;
  return join(folder, `${name}-${program}-${process.version}-${process.arch}`);
}

/** What was kept, if anything was. It is run unseen, so it counts only where nobody else can have written it. */
export function readCode(file: string): Buffer | undefined {
  try {
    return isOurs(statSync(dirname(file))) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps code for the next start, and forgets what is old. What cannot be kept only makes that start slower. */
export function writeCode(file: string, code: Uint8Array): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(statSync(folder))) return;
    for (const name of readdirSync(folder)) {
      const other = join(folder, name);
      if (Date.now() - statSync(other).mtimeMs > keptMs) rmSync(other, { force: true });
    }
    replaceFile(file, code);
  } catch {}
}

function isOurs({ uid, mode }: Stats): boolean {
  // Windows has neither, and a folder for each user.
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
