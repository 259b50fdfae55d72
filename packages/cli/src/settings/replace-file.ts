import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that only the user can read. Concurrent readers see the old or the new content. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
