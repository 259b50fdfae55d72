import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject, mergePatch } from "./merge-patch.ts";

/** The extension with a merge patch per older version, or `null` if the version lacks the node. */
export const inVersionKey = "x-in-version";

/** Returns the REST versions of a document with `x-in-version`, newest first. */
export function versionsIn({ info }: JsonObject): readonly string[] {
  if (!isJsonObject(info)) throw new Error("The document has no info.");
  return [String(info.version), ...Object.keys(info[inVersionKey] ?? {})];
}

/**
 * Returns the document of one version: applies each `x-in-version` and removes it.
 *
 * @throws {Error} If the version does not exist, or an `x-in-version` names an unknown version or changes
 *   nothing.
 */
export function inVersion(document: JsonObject, version: string): JsonObject {
  const versions = versionsIn(document);
  if (!versions.includes(version)) throw new Error(`${version} is not one of ${versions}.`);
  const older = versions.slice(1);
  const found = nodeIn(document, version, older, "#");
  if (!isJsonObject(found)) throw new Error(`${version} has no document.`);
  return found;
}

/** Returns `undefined` if the version lacks the node. */
function nodeIn(
  node: Json,
  version: string,
  older: readonly string[],
  path: string,
): Json | undefined {
  if (Array.isArray(node)) {
    return node.flatMap((item, index) => nodeIn(item, version, older, `${path}/${index}`) ?? []);
  }
  if (!isJsonObject(node)) return node;
  const { [inVersionKey]: patches, ...base } = node;
  if (patches === undefined) return mapObject(base, version, older, path);
  if (!isJsonObject(patches))
    throw new Error(`${path}: expected an object of versions in ${inVersionKey}.`);
  for (const named of Object.keys(patches)) {
    if (older.includes(named)) continue;
    throw new Error(`${path}: ${named} is not one of the older versions ${older.join(", ")}.`);
  }
  const patch = patches[version];
  if (patch === null) return undefined;
  if (patch === undefined) return mapObject(base, version, older, path);
  const patched = mergePatch(base, patch);
  if (!isJsonObject(patched) || isDeepStrictEqual(patched, base)) {
    throw new Error(`${path}: the patch for ${version} changes nothing.`);
  }
  return mapObject(patched, version, older, path);
}

function mapObject(
  object: JsonObject,
  version: string,
  older: readonly string[],
  path: string,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      const found = nodeIn(value, version, older, `${path}/${name}`);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}
