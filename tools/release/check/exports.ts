import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Exports } from "../pack/manifest.ts";
import type { Unpacked } from "../pack/unpack.ts";

/** What is wrong with what a package offers to whom it says: publint, and what it does not look at. */
export async function checkExports({ folder, manifest, files }: Unpacked): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: false });
  const found = messages.map((message) => formatMessage(message, pkg) ?? message.code);
  const targets = [...targetsOf(manifest.exports ?? {}), ...Object.values(manifest.bin ?? {})];
  const missing = targets.filter((target) => !files.includes(join(target)));
  const sources = targets.filter((target) => /(?<!\.d)\.ts$/.test(target));
  return [
    ...found,
    ...missing.map((target) => `${target} is offered and is not there.`),
    // Node.js refuses to strip types in node_modules.
    ...sources.map(
      (target) => `${target} is TypeScript, which Node.js does not run once installed.`,
    ),
    ...(targets.length === 0 ? ["Nothing is offered."] : []),
  ];
}

function targetsOf(exports: Exports): string[] {
  return typeof exports === "string" ? [exports] : Object.values(exports).flatMap(targetsOf);
}
