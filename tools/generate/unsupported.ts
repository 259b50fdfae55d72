import { isJsonObject, type Json, type JsonObject, objectOf } from "../spec/merge-patch.ts";

type Finding = string;

const methods = ["get", "post", "put", "delete"];
const form = "application/x-www-form-urlencoded";
const xml = "application/xml";

/** The keys of a schema that the generated code expresses. All others would be dropped. */
const schemaKeys = new Set([
  ...["$ref", "type", "description", "properties", "required", "additionalProperties", "items"],
  ...["enum", "minimum", "maximum", "format", "xml"],
]);

/** The keys of a request that the generated code expresses, or that only documents show. */
const operationKeys = new Set([
  ...["operationId", "tags", "summary", "description", "parameters", "requestBody", "responses"],
  "security",
]);

/** Lists what the templates cannot express in a document of all versions, each with its place. */
export function unsupportedIn(document: JsonObject): Finding[] {
  const schemas = objectOf(objectOf(document.components).schemas);
  return [
    ...Object.entries(schemas).flatMap(([name, schema]) =>
      inSchema(objectOf(schema), `#/components/schemas/${name}`, true),
    ),
    ...Object.entries(objectOf(document.paths)).flatMap(([path, operations]) =>
      Object.entries(objectOf(operations)).flatMap(([method, operation]) => {
        const place = `${method.toUpperCase()} ${path}`;
        if (!methods.includes(method)) return [`${place}: this method is not supported.`];
        return inOperation(document, objectOf(operation), place);
      }),
    ),
  ];
}

function inSchema(schema: JsonObject, place: string, isNamed = false): Finding[] {
  const { type, format, items, properties } = schema;
  const isText = type === "string";
  const { attribute } = objectOf(schema.xml);
  const refuse = (is: unknown, what: string) => (is ? [`${place}: ${what}`] : []);
  return [
    ...Object.keys(schema)
      .filter((key) => !schemaKeys.has(key) && !key.startsWith("x-"))
      .map((key) => `${place}: the keyword ${key} is not supported.`),
    ...Object.keys(objectOf(schema.xml))
      .filter((key) => !["name", "attribute", "wrapped"].includes(key))
      .map((key) => `${place}: xml.${key} is not supported.`),
    ...refuse(type === "number", "the type number is not supported. Use integer or string."),
    ...refuse(
      format !== undefined && !(type === "integer" && format === "int64"),
      `the format ${format} is not supported. Use a string without a format.`,
    ),
    ...refuse(
      schema.enum && !isNamed,
      "an enumeration must have a name. Move it to components/schemas.",
    ),
    ...refuse(schema.enum && !isText, "only strings can be enumerated."),
    ...refuse(attribute && type !== "boolean", "an XML attribute can only be boolean."),
    ...refuse(
      properties && !isNamed && !schema["x-xml-any"],
      "an object must have a name. Move it to components/schemas.",
    ),
    ...refuse(
      type === "array" && !isItem(objectOf(items)),
      "the items of a list can only be strings or named objects.",
    ),
    ...(schema["x-xml-any"]
      ? []
      : Object.entries(objectOf(properties)).flatMap(([name, property]) =>
          inSchema(objectOf(property), `${place}/properties/${name}`),
        )),
    ...(isJsonObject(items) ? inSchema(items, `${place}/items`) : []),
  ];
}

function isItem({ $ref, type }: JsonObject): boolean {
  return $ref !== undefined || type === "string";
}

function inOperation(document: JsonObject, operation: JsonObject, place: string): Finding[] {
  const { operationId, parameters, requestBody, responses, security } = operation;
  const schemes = (security ?? document.security ?? []) as readonly Json[];
  return [
    ...Object.keys(operation)
      .filter((key) => !operationKeys.has(key) && !key.startsWith("x-"))
      .map((key) => `${place}: the keyword ${key} is not supported.`),
    ...(operationId === undefined ? [`${place}: there is no operationId.`] : []),
    ...(schemes.length === 1 ? [] : [`${place}: exactly one security scheme is supported.`]),
    ...((parameters ?? []) as readonly Json[]).flatMap((parameter) =>
      inParameter(resolve(document, parameter), place),
    ),
    ...(requestBody === undefined ? [] : inRequestBody(objectOf(requestBody), place)),
    ...Object.entries(objectOf(responses)).flatMap(([status, response]) =>
      inResponse(resolve(document, response), status, place),
    ),
  ];
}

function inParameter(parameter: JsonObject, place: string): Finding[] {
  const { name, schema } = parameter;
  const where = parameter.in;
  if (where === "path" && name === "version") return [];
  if (where !== "query") return [`${place}: the ${where} parameter ${name} is not supported.`];
  const { type, format } = objectOf(schema);
  if (parameter["x-key-attributes"]) return [];
  const isSupported = (type === "string" || type === "integer") && format === undefined;
  return isSupported
    ? []
    : [
        `${place}: the query parameter ${name} can only be a string or an integer without a format.`,
      ];
}

function inRequestBody({ content }: JsonObject, place: string): Finding[] {
  const [mediaType = "none", ...others] = Object.keys(objectOf(content));
  if (others.length > 0) return [`${place}: one media type of the request body is supported.`];
  if (mediaType !== form && mediaType !== xml) {
    return [`${place}: a request body of ${mediaType} is not supported.`];
  }
  return named(content, mediaType, `${place}: the request body`);
}

function inResponse({ content, headers }: JsonObject, status: string, place: string): Finding[] {
  const what = `${place}: the response ${status}`;
  if (!/^\d{3}$/.test(status)) return [`${what} must be one status.`];
  if (headers !== undefined) return [`${what} has headers, which are not supported.`];
  const mediaTypes = Object.keys(objectOf(content));
  if (mediaTypes.length === 0) return [];
  if (mediaTypes.join() !== xml) return [`${what} can only have ${xml}.`];
  return named(content, xml, what);
}

function named(content: Json | undefined, mediaType: string, what: string): Finding[] {
  const { schema } = objectOf(objectOf(content)[mediaType]);
  return objectOf(schema).$ref === undefined ? [`${what} must have a named schema.`] : [];
}

function resolve(document: JsonObject, node: Json): JsonObject {
  const { $ref } = objectOf(node);
  if (typeof $ref !== "string") return objectOf(node);
  const keys = $ref.replace(/^#\//, "").split("/");
  return objectOf(keys.reduce<Json | undefined>((parent, key) => objectOf(parent)[key], document));
}
