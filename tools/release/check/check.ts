import type { Unpacked } from "../pack/unpack.ts";
import { checkEngines } from "./engines.ts";
import { checkExports } from "./exports.ts";
import { checkFiles } from "./files.ts";
import { checkManifest } from "./manifest.ts";
import { checkTypes } from "./types.ts";

/** What a package is checked for. */
export const checks = {
  exports: checkExports,
  types: checkTypes,
  files: checkFiles,
  engines: checkEngines,
  manifest: checkManifest,
} as const satisfies Record<string, (unpacked: Unpacked) => Promise<string[]>>;

export type CheckName = keyof typeof checks;

/** All that is wrong with a package, as `package, check: problem`. */
export async function check(unpacked: Unpacked): Promise<string[]> {
  const found = Object.entries(checks).map(async ([name, judge]) =>
    (await judge(unpacked)).map((problem) => `${unpacked.name}, ${name}: ${problem}`),
  );
  return (await Promise.all(found)).flat();
}
