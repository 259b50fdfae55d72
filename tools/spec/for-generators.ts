import {
  changeOperations,
  isJsonObject,
  type Json,
  type JsonObject,
  objectOf,
} from "./merge-patch.ts";

/**
 * Returns the OpenAPI document for code generators, which don't support everything in the full document. Each
 * property is named after its XML element. The README of @asyncstatus/spec lists the changes.
 */
export function forGenerators(document: JsonObject, version: string): JsonObject {
  const { parameters: known, ...components } = objectOf(document.components);
  const schemas = objectOf(components.schemas);
  const changed = {
    ...document,
    paths: Object.fromEntries(
      Object.entries(objectOf(document.paths)).map(([path, item]) => [
        path.replace("{version}", version),
        item,
      ]),
    ),
    components: {
      ...components,
      schemas: Object.fromEntries(
        Object.entries(schemas)
          .filter(([, schema]) => isStructured(objectOf(schema), schemas))
          .map(([name, schema]) => [name, structureOf(objectOf(schema), schemas)]),
      ),
    },
  };
  const withParameters = changeOperations(changed, ({ parameters: given, ...operation }) => {
    const parameters = ((given ?? []) as readonly Json[])
      .map((parameter) => {
        const { $ref } = objectOf(parameter);
        if (typeof $ref !== "string") return objectOf(parameter);
        return objectOf(objectOf(known)[nameOf($ref)]);
      })
      .filter((parameter) => parameter.name !== "version");
    return { ...operation, ...(parameters.length > 0 && { parameters }) };
  });
  return withoutExtensions(withParameters) as JsonObject;
}

/** Returns false for an object of any content or none, which generated code cannot read from XML. */
function isStructured(schema: JsonObject, schemas: JsonObject): boolean {
  const target = targetOf(schema, schemas);
  const { type, properties, allOf } = target;
  return type !== "object" || (!target["x-xml-any"] && (properties ?? allOf) !== undefined);
}

function structureOf(schema: JsonObject, schemas: JsonObject): JsonObject {
  const { additionalProperties: _, required = [], properties, ...others } = schema;
  if (schema.type === "array") return wrapperOf(schema, schemas);
  if (!properties) return schema;
  const elements = Object.entries(objectOf(properties))
    .filter(([, property]) => isStructured(objectOf(property), schemas))
    .map(([name, node]) => {
      const property = objectOf(node);
      const { xml, type } = targetOf(property, schemas);
      const isWrapper = type === "array" && objectOf(xml).wrapped === true;
      const isList = type === "array" && !isWrapper;
      const element = isList ? itemNameOf(property, schemas, name) : name;
      const isRequired =
        !isList && !schema["x-form"] && (required as readonly Json[]).includes(name);
      const change = () => (isWrapper && !property.$ref ? wrapperOf(property, schemas) : property);
      const inXml = objectOf(property.xml).attribute === true ? `${element},attr` : element;
      return { element, isRequired, property: tagged(change(), inXml) };
    });
  const present = elements.filter(({ isRequired }) => isRequired).map(({ element }) => element);
  return {
    ...others,
    ...(present.length > 0 && { required: present }),
    properties: Object.fromEntries(elements.map(({ element, property }) => [element, property])),
  };
}

/** Returns the wrapper of a list as an object. */
function wrapperOf(list: JsonObject, schemas: JsonObject): JsonObject {
  const { description, items = {} } = list;
  const name = itemNameOf(list, schemas, "item");
  const listed = Object.entries({ [name]: items, ...unwrappedOf(list, schemas) });
  return {
    type: "object",
    ...(description && { description }),
    properties: Object.fromEntries(
      listed.map(([element, item]) => [element, tagged({ type: "array", items: item }, element)]),
    ),
  };
}

/** Returns the elements of a message, which the XSD also allows without an element around them. */
function unwrappedOf(list: JsonObject, schemas: JsonObject): JsonObject {
  const item = targetOf(objectOf(list.items), schemas);
  return item === schemas.Message ? objectOf(item.properties) : {};
}

function itemNameOf(list: JsonObject, schemas: JsonObject, otherwise: string): string {
  const { items } = targetOf(list, schemas);
  const own = objectOf(objectOf(items).xml).name ?? targetOf(objectOf(items), schemas).xml;
  return String((isJsonObject(own) ? own.name : own) ?? otherwise);
}

/** Adds the struct tag that oapi-codegen writes. */
function tagged(property: JsonObject, tag: string): JsonObject {
  return { ...property, [tagKey]: { xml: `${tag},omitempty` } };
}

const tagKey = "x-oapi-codegen-extra-tags";

function targetOf(schema: JsonObject, schemas: JsonObject): JsonObject {
  return typeof schema.$ref === "string" ? objectOf(schemas[nameOf(schema.$ref)]) : schema;
}

function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}

function withoutExtensions(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutExtensions);
  if (!isJsonObject(node)) return node;
  const entries = Object.entries(node).filter(([key]) => !key.startsWith("x-") || key === tagKey);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutExtensions(value)]));
}
