type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Adapts an OpenAPI document to Specmatic, which does not support XML with any content, `allOf` and
 * objects without properties or examples of them, and which generates parameters in invalid combinations and tokens to renew.
 */
export function forSpecmatic(document: JsonObject): JsonObject {
  const { paths = {}, ...rest } = adaptedObject(document, document);
  // Specmatic generates elements and types that no device has.
  const tried = Object.entries(Object(paths) as JsonObject).filter(
    ([path]) => !/configElements|elementTypes/.test(path),
  );
  return { ...rest, paths: Object.fromEntries(tried) };
}

function adapted(node: Json, document: JsonObject): Json {
  if (isArray(node)) return node.map((item) => adapted(item, document));
  return isObject(node) ? adaptedObject(node, document) : node;
}

function adaptedObject(node: JsonObject, document: JsonObject): JsonObject {
  const { allOf = [], requestBody: _, examples: __, ...rest } = node;
  const whole = isEmptyObject(node) ? { ...rest, properties: placeholder } : rest;
  const parts = isArray(allOf) ? allOf.map((part) => dereferenced(part, document)) : [];
  const merged = Object.assign({}, ...parts, whole) as JsonObject;
  const entries = Object.entries(merged).map(([key, value]): [string, Json] => {
    if (key === "properties" && isObject(value)) return [key, withoutAny(value, document)];
    if (key === "parameters" && isArray(value)) return [key, value.filter(isNeeded).map(alone)];
    return [key, value];
  });
  return Object.fromEntries(entries.map(([key, value]) => [key, adapted(value, document)]));
}

/** An element that no body has. */
const placeholder = { nothing: { type: "string" } };

function isEmptyObject({ type, additionalProperties, properties }: JsonObject): boolean {
  return type === "object" && additionalProperties === false && properties === undefined;
}

/** Elements with any content are optional everywhere. */
function withoutAny(properties: JsonObject, document: JsonObject): JsonObject {
  const kept = Object.entries(properties).filter(([, schema]) => !isAny(schema, document));
  return Object.fromEntries(kept);
}

function isAny(schema: Json, document: JsonObject): boolean {
  const node = dereferenced(schema, document);
  if (!isObject(node)) return false;
  const parts = isArray(node.allOf ?? null) ? (node.allOf as readonly Json[]) : [];
  return node["x-xml-any"] === true || parts.some((part) => isAny(part, document));
}

function dereferenced(node: Json, document: JsonObject): Json {
  if (!isObject(node) || typeof node.$ref !== "string") return node;
  let found: Json = document;
  for (const name of node.$ref.replace(/^#\//, "").split("/")) {
    found = isObject(found) ? (found[name] ?? null) : null;
  }
  return found;
}

function isNeeded(parameter: Json): boolean {
  return isObject(parameter) && (parameter.required === true || parameter.$ref !== undefined);
}

/** Keeps the actions that need no other parameter. */
function alone(parameter: Json): Json {
  if (!isObject(parameter) || parameter.name !== "action") return parameter;
  const schema = isObject(parameter.schema ?? null) ? (parameter.schema as JsonObject) : {};
  const words = isArray(schema.enum ?? null) ? (schema.enum as Json[]) : [];
  const kept = words.filter((word) => word !== "restore" && word !== "backup");
  return { ...parameter, schema: { ...schema, enum: kept } };
}

function isObject(node: Json): node is JsonObject {
  return typeof node === "object" && node !== null && !isArray(node);
}

function isArray(node: Json): node is readonly Json[] {
  return Array.isArray(node);
}
