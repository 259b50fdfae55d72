import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A home folder with nothing in it, gone when the test ends. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "asyncstatus-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}
