import { inVersion, inVersionKey, versionsIn } from "../spec/in-version.ts";
import {
  changeOperations,
  isJsonObject,
  type Json,
  type JsonObject,
  mergePatch,
  objectOf,
} from "../spec/merge-patch.ts";

/** Keys for readers only: an older version may differ in them in any way. */
const documentation = new Set(["description", "summary", "x-evidence"]);

/** The nodes that state the version itself. */
const versionNodes = new Set(["#/info", "#/components/parameters/version/schema"]);

/**
 * Converts the document of all versions to the input of openapi-generator. Templates cannot apply
 * `x-in-version`, so they get the newest version, with extensions for what older versions lack:
 *
 * - `x-rest-versions`, of the document: the versions, newest first.
 * - `x-not-in`, of a parameter: the versions without it.
 * - `x-values-not-in`, of an enumeration: a version and the values that it does not have.
 * - `x-object-in`, of an array: the versions in which it is an object.
 * - `x-pattern`, of a schema: the pattern as a literal, which the generator would escape twice.
 * - `x-requires-administrator`, of a request: its 403 is documented, not just the one of the API as a whole.
 *
 * @throws {Error} If an older version differs in another way.
 */
export function templateInput(document: JsonObject): JsonObject {
  const versions = versionsIn(document);
  // Throws if a patch is invalid.
  for (const version of versions) inVersion(document, version);
  const converted = changeOperations(convert(document, "#") as JsonObject, (operation) => ({
    ...operation,
    ...(isForbiddenDocumented(document, operation) && { "x-requires-administrator": true }),
  }));
  return { ...converted, "x-rest-versions": versions };
}

function isForbiddenDocumented({ components }: JsonObject, { responses }: JsonObject): boolean {
  const forbidden = objectOf(objectOf(responses)["403"]);
  const { $ref } = forbidden;
  const name = typeof $ref === "string" ? ($ref.split("/").at(-1) ?? "") : "";
  const response = name ? objectOf(objectOf(components).responses)[name] : forbidden;
  return objectOf(objectOf(response)["x-evidence"]).mark === "documented";
}

function convert(node: Json, path: string): Json {
  if (Array.isArray(node)) return node.map((item, index) => convert(item, `${path}/${index}`));
  if (!isJsonObject(node)) return node;
  const { [inVersionKey]: patches, ...newest } = node;
  const converted: Record<string, Json> = {};
  for (const [key, value] of Object.entries(newest))
    converted[key] = convert(value, `${path}/${key}`);
  if (typeof newest.pattern === "string")
    converted["x-pattern"] = String(new RegExp(newest.pattern));
  // Templates see the extensions of a parameter, but not those of its schema.
  for (const [key, value] of Object.entries(converted.schema ?? {})) {
    if (key.startsWith("x-")) converted[key] = value;
  }
  if (versionNodes.has(path)) return converted;
  for (const [version, patch] of Object.entries(patches ?? {})) {
    const [extension, item] = differenceIn(version, newest, patch as Json, path) ?? [];
    if (extension === undefined || item === undefined) continue;
    converted[extension] = [...((converted[extension] ?? []) as Json[]), item];
  }
  return converted;
}

/** Returns the extension for a difference, and its item; `undefined` if templates need none. */
function differenceIn(
  version: string,
  newest: JsonObject,
  patch: Json,
  path: string,
): [extension: string, item: Json] | undefined {
  if (patch === null && newest.in === "query" && !newest.required) return ["x-not-in", version];
  const older = mergePatch(newest, patch);
  if (isJsonObject(patch) && isJsonObject(older)) {
    const changed = Object.keys(patch).filter((key) => !documentation.has(key));
    if (changed.length === 0) return undefined;
    if (newest.type === "array" && older["x-read-as-list"]) return ["x-object-in", version];
    // Any content is kept as a tree, so its known properties do not matter.
    if (newest["x-xml-any"] && changed.join() === "properties") return undefined;
    if (changed.join() === "enum" && Array.isArray(newest.enum) && Array.isArray(older.enum)) {
      const [values, olderValues] = [newest.enum, older.enum];
      const missing = values.filter((value) => !olderValues.includes(value));
      if (olderValues.every((value) => values.includes(value))) {
        return ["x-values-not-in", { version, values: missing }];
      }
    }
  }
  throw new Error(
    `${path} differs in ${version} in a way that the templates do not support. Extend ` +
      "tools/generate/template-input.ts, or describe the difference in the newest version.",
  );
}
