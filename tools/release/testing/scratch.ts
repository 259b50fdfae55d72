import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Makes an empty folder that is gone when the tests of the file have ended. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-release-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
