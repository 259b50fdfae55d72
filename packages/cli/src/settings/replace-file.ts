import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file that only the user can read. Concurrent readers see the old or the new content. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}`;
  // Left by a process that was killed, or a link that another user made.
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
  renameSync(draft, file);
}
