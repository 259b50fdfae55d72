import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { documentOf } from "../spec/document-of.ts";

/** The keywords that the specification uses, in OpenAPI and in the JSON Schema made from it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly allOf?: readonly Schema[];
  readonly "x-document"?: boolean;
  readonly "x-form"?: boolean;
  readonly "x-xml-any"?: boolean;
  readonly "x-read-as-list"?: boolean;
}

/** Schemas by type name. */
export type Definitions = Readonly<Record<string, Schema>>;

const file = join(workspace, "packages/model/src/gen/documents.schema.json");

/** The JSON Schema that the codec uses, generated from the newest version. */
export const generated = JSON.parse(readFileSync(file, "utf8")) as { definitions: Definitions };
const { XmlContent = {}, XmlElement = {} } = generated.definitions;

/** Makes the JSON Schema of decoded documents from the OpenAPI document of a version. */
export function decodedSchemas(version: string): { definitions: Definitions } {
  const { components } = documentOf(version) as unknown as { components: { schemas: Definitions } };
  const { schemas } = components;
  const types = Object.entries(schemas).filter(([, schema]) => isType(schema));
  const definitions = types.map(([name, schema]) => [name, decoded(schema)] as const);
  const all = { ...Object.fromEntries(definitions), XmlContent, XmlElement };
  // Without the keywords that are undefined, which ajv refuses.
  return { definitions: JSON.parse(JSON.stringify(all)) };

  function decoded(schema: Schema): object {
    if (schema.$ref) {
      const name = schema.$ref.replace("#/components/schemas/", "");
      const target = schemas[name];
      if (!target) throw new Error(`There is no schema ${name} in ${version}.`);
      return isType(target) ? { $ref: `#/definitions/${name}` } : decoded(target);
    }
    if (schema["x-xml-any"]) return { $ref: "#/definitions/XmlContent" };
    if (schema["x-read-as-list"]) {
      const [item = {}] = schema.allOf ?? [];
      return { type: "array", maxItems: 1, items: { ...decoded(item), minProperties: 1 } };
    }
    const { type, enum: words, minimum, maximum, items } = schema;
    if (type !== "object") {
      return { type, enum: words, minimum, maximum, items: items && decoded(items) };
    }
    const properties = Object.entries(schema.properties ?? {}).map(
      ([name, property]) => [name, decoded(property)] as const,
    );
    const isDocument = schema["x-document"];
    if (properties.length === 0) return { type, additionalProperties: false };
    return {
      type,
      "x-document": isDocument,
      additionalProperties: false,
      required: schema.required ?? [],
      properties: Object.fromEntries(properties),
    };
  }
}

/** True if a schema is a type of its own. The others are inlined. */
function isType(schema: Schema): boolean {
  if (schema["x-form"] || schema["x-xml-any"] || schema["x-read-as-list"]) return false;
  return Boolean(schema.enum) || Object.keys(schema.properties ?? {}).length > 0;
}
