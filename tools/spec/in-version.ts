import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject, mergePatch } from "./merge-patch.ts";

/** What a node says of itself in older versions: a merge patch each, or `null` where it is not there. */
export const inVersionKey = "x-in-version";

/** The REST versions that a document with `x-in-version` holds, newest first. */
export function versionsIn({ info }: JsonObject): readonly string[] {
  if (!isJsonObject(info)) throw new Error("The document has no info.");
  return [String(info.version), ...Object.keys(info[inVersionKey] ?? {})];
}

/**
 * A document as it is in one version: each node as its `x-in-version` says, which itself is gone.
 *
 * @throws {Error} where there is no such version, and where an `x-in-version` names a version that is
 *   none of the older ones, or changes nothing.
 */
export function inVersion(document: JsonObject, version: string): JsonObject {
  const versions = versionsIn(document);
  if (!versions.includes(version)) throw new Error(`${version} is not one of ${versions}.`);
  const older = versions.slice(1);
  const found = nodeIn(document, version, older, "#");
  if (!isJsonObject(found)) throw new Error(`There is no document in ${version}.`);
  return found;
}

/** `undefined` where the node is not there. */
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
  if (!isJsonObject(patches)) throw new Error(`${path}: expected versions under ${inVersionKey}.`);
  for (const named of Object.keys(patches)) {
    if (older.includes(named)) continue;
    throw new Error(`${path}: ${named} is none of the older versions ${older.join(", ")}.`);
  }
  const patch = patches[version];
  if (patch === null) return undefined;
  if (patch === undefined) return mapObject(base, version, older, path);
  const patched = mergePatch(base, patch);
  if (!isJsonObject(patched) || isDeepStrictEqual(patched, base)) {
    throw new Error(`${path}: what it says of ${version} changes nothing.`);
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
