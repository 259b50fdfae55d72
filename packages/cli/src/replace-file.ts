import { renameSync, writeFileSync } from "node:fs";

/** Writes a file of the user's alone. Whoever reads meanwhile sees what was there or all that is new. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
