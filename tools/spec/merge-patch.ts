/** A JSON or YAML value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON or YAML object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Returns true for an object that is neither an array nor null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the value itself if it is an object, otherwise an empty object. */
export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** Changes each value of an object. */
export function mapValues(
  object: JsonObject,
  change: (value: Json, name: string) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, name)]),
  );
}

/** Changes each operation of a document. */
export function changeOperations(
  document: JsonObject,
  change: (operation: JsonObject) => JsonObject,
): JsonObject {
  const paths = mapValues(objectOf(document.paths), (item) =>
    mapValues(objectOf(item), (operation) => change(objectOf(operation))),
  );
  return { ...document, paths };
}

/** Applies a JSON Merge Patch (RFC 7396, section 2): objects are merged, `null` removes, the rest replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}
