/** A value as JSON and YAML have it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object as JSON and YAML have it. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Whether a value is an object, and neither a list nor null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
