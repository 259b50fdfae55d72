import { type Json, type JsonObject, objectOf } from "./merge-patch.ts";

/** The JSON Schema of the documents, as decoded. */
export interface DocumentsSchema {
  readonly definitions: Readonly<Record<string, JsonObject>>;
}

/** The names of the documents among the definitions. */
export function documentNamesOf({ definitions }: DocumentsSchema): string[] {
  return Object.keys(definitions).filter((name) => definitions[name]?.["x-document"]);
}

/** Converts the OpenAPI document of one version to the JSON Schema of the values that may be written. */
export function documentsSchema({ components }: JsonObject): DocumentsSchema {
  const schemas = objectOf(objectOf(components).schemas);
  const definitions: Record<string, JsonObject> = {};
  for (const name of Object.keys(schemas).sort()) {
    const schema = objectOf(schemas[name]);
    if (isDefined(schema)) definitions[name] = definitionOf(schema, schemas);
  }
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $comment:
      "Generated from spec/openapi by `pnpm generate`. Do not edit. The values that may be written: decoded values with unknown words or extra content do not conform.",
    definitions: { ...definitions, XmlContent: xmlContent, XmlElement: xmlElement },
  } as DocumentsSchema;
}

/** Returns true for a schema with a definition of its own. Others are inlined. */
function isDefined(schema: JsonObject): boolean {
  return (
    !schema["x-form"] && !schema["x-xml-any"] && (schema.enum ?? schema.properties) !== undefined
  );
}

function definitionOf(schema: JsonObject, schemas: JsonObject): JsonObject {
  if (schema.enum) return { type: "string", enum: schema.enum };
  const properties = Object.entries(objectOf(schema.properties));
  return {
    type: "object",
    ...(schema["x-document"] && { "x-document": true }),
    additionalProperties: false,
    required: schema.required ?? [],
    properties: Object.fromEntries(
      properties.map(([name, property]) => [name, propertySchema(objectOf(property), schemas)]),
    ),
  };
}

function propertySchema(schema: JsonObject, schemas: JsonObject): Json {
  const { $ref, type, minimum, maximum, items } = schema;
  if (typeof $ref === "string") {
    const name = $ref.replace("#/components/schemas/", "");
    const target = objectOf(schemas[name]);
    return isDefined(target) ? { $ref: `#/definitions/${name}` } : propertySchema(target, schemas);
  }
  if (schema["x-xml-any"]) return { $ref: "#/definitions/XmlContent" };
  if (schema["x-read-as-list"]) {
    const [item = {}] = (schema.allOf ?? []) as readonly Json[];
    return { type: "array", maxItems: 1, items: propertySchema(objectOf(item), schemas) };
  }
  switch (type) {
    case "string":
    case "boolean":
      return { type };
    case "integer":
      return {
        type,
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    case "array":
      return { type, items: propertySchema(objectOf(items), schemas) };
    case "object":
      return { type, additionalProperties: false };
    default:
      throw new Error(`Expected a type that the documents have, got ${JSON.stringify(schema)}.`);
  }
}

const contentProperties = {
  attributes: { type: "object", minProperties: 1, additionalProperties: { type: "string" } },
  text: { type: "string", pattern: "[\\s\\S]" },
  elements: { type: "array", minItems: 1, items: { $ref: "#/definitions/XmlElement" } },
};

const textBesideElements = {
  $comment: "White space beside elements is layout, not text.",
  if: { properties: { elements: true }, required: ["elements"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { text: { type: "string", pattern: "[^ \\t\\r\\n]" } } },
};

const xmlContent = {
  type: "object",
  additionalProperties: false,
  properties: contentProperties,
  ...textBesideElements,
};

const xmlElement = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: { name: { type: "string" }, ...contentProperties },
  ...textBesideElements,
};
