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
