import { join } from "node:path";
import { minVersion, subset, validRange } from "semver";
import { readManifest } from "../pack/manifest.ts";
import type { Unpacked } from "../pack/unpack.ts";

/**
 * The oldest Node.js that everything runs on. It is undici that sets it; `require` of ES modules came in
 * 22.12. It is tried, and so is what came after.
 */
export const oldestNode = "22.19.0";

/** What is wrong with what a package says of the Node.js that it needs. */
export async function checkEngines({ nodeModules, manifest }: Unpacked): Promise<string[]> {
  const own = validRange(manifest.engines?.node ?? "");
  if (!manifest.engines?.node || own === null) return ["engines.node is missing, or no range."];
  const oldest = minVersion(own)?.version;
  const problems = Object.keys(manifest.dependencies ?? {}).map(async (name) => {
    const { engines } = await readManifest(join(nodeModules, name));
    if (!engines?.node || subset(own, engines.node)) return [];
    return [`engines.node is ${manifest.engines?.node}, and ${name} needs ${engines.node}.`];
  });
  return [
    ...(oldest === oldestNode ? [] : [`engines.node begins with ${oldest}, not ${oldestNode}.`]),
    ...(subset(`>=${oldestNode}`, own) ? [] : [`engines.node keeps newer Node.js out: ${own}.`]),
    ...(await Promise.all(problems)).flat(),
  ];
}
