import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { documentOf } from "../spec/document-of.ts";

/** As much of a schema as the specification uses: of OpenAPI, and of the JSON Schema made from it. */
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

/** The schemas of all types, by name. */
export type Definitions = Readonly<Record<string, Schema>>;

const file = join(workspace, "packages/model/src/gen/documents.schema.json");

/** The JSON Schema that the codec writes by, which is generated and of the newest version. */
export const generated = JSON.parse(readFileSync(file, "utf8")) as { definitions: Definitions };
const { XmlContent = {}, XmlElement = {} } = generated.definitions;

/** The JSON Schema of decoded documents in a version, made from its OpenAPI document and nothing else. */
export function decodedSchemas(version: string): { definitions: Definitions } {
  const { components } = documentOf(version) as unknown as { components: { schemas: Definitions } };
  const { schemas } = components;
  const types = Object.entries(schemas).filter(([, schema]) => isType(schema));
  const definitions = types.map(([name, schema]) => [name, decoded(schema)] as const);
  return { definitions: { ...Object.fromEntries(definitions), XmlContent, XmlElement } };

  function decoded(schema: Schema): Schema {
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
      return defined({ type, enum: words, minimum, maximum, items: items && decoded(items) });
    }
    const properties = Object.entries(schema.properties ?? {}).map(
      ([name, property]) => [name, decoded(property)] as const,
    );
    const isDocument = schema["x-document"];
    if (properties.length === 0) return { type, additionalProperties: false };
    return defined({
      type,
      "x-document": isDocument,
      additionalProperties: false,
      required: schema.required ?? [],
      properties: Object.fromEntries(properties),
    });
  }
}

/** Whether a schema is a type of its own; the others are written out where they are used. */
function isType(schema: Schema): boolean {
  if (schema["x-form"] || schema["x-xml-any"] || schema["x-read-as-list"]) return false;
  return Boolean(schema.enum) || Object.keys(schema.properties ?? {}).length > 0;
}

function defined(schema: { [Name in keyof Schema]: Schema[Name] | undefined }): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
