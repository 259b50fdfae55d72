import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads the version of this package. */
export function readVersion(): string {
  const file = join(import.meta.dirname, "../package.json");
  const { version }: { readonly version: string } = JSON.parse(readFileSync(file, "utf8"));
  return version;
}
