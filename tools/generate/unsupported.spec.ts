import { expect, test } from "vitest";
import { documentOfAll } from "../spec/document-of.ts";
import type { JsonObject } from "../spec/merge-patch.ts";
import { unsupportedIn } from "./unsupported.ts";

test("the specification has nothing that the templates cannot express", () => {
  expect(unsupportedIn(documentOfAll())).toEqual([]);
});

const text = { type: "string" };

test.for<[property: JsonObject, message: string]>([
  [{ type: "number" }, "the type number is not supported"],
  [{ type: "string", format: "date-time" }, "the format date-time is not supported"],
  [{ type: "string", enum: ["a"] }, "an enumeration must have a name"],
  [{ type: "string", xml: { attribute: true } }, "an XML attribute can only be boolean"],
  [{ type: "string", xml: { namespace: "urn:x" } }, "xml.namespace is not supported"],
  [{ type: "string", pattern: "^a$" }, "the keyword pattern is not supported"],
  [{ type: "object", properties: { b: text } }, "an object must have a name"],
  [{ type: "array", items: { type: "integer" } }, "the items of a list can only be strings"],
  [{ oneOf: [text] }, "the keyword oneOf is not supported"],
])("refuses the property %j", ([property, message]) => {
  const schemas = { Thing: { type: "object", properties: { a: property } } };
  const findings = unsupportedIn({ components: { schemas } });
  expect(findings).toEqual([expect.stringContaining(`Thing/properties/a: ${message}`)]);
});

const query = { name: "a", in: "query", schema: text };

test.for<[operation: JsonObject, message: string]>([
  [{ parameters: [{ ...query, in: "header" }] }, "the header parameter a is not supported"],
  [{ parameters: [{ ...query, in: "path" }] }, "the path parameter a is not supported"],
  [
    { parameters: [{ ...query, schema: { type: "boolean" } }] },
    "the query parameter a can only be a string or an integer",
  ],
  [
    { requestBody: { content: { "application/json": {} } } },
    "a request body of application/json is not supported",
  ],
  [
    { requestBody: { content: { "application/xml": { schema: text } } } },
    "the request body must have a named schema",
  ],
  [{ responses: { default: {} } }, "the response default must be one status"],
  [{ responses: { 200: { headers: {} } } }, "the response 200 has headers"],
  [
    { responses: { 200: { content: { "text/plain": {} } } } },
    "the response 200 can only have application/xml",
  ],
  [{ security: [{ basic: [] }, { bearer: [] }] }, "exactly one security scheme is supported"],
  [{ operationId: null }, "there is no operationId"],
  [{ deprecated: true }, "the keyword deprecated is not supported"],
  [{ servers: [] }, "the keyword servers is not supported"],
])("refuses the operation %j", ([part, message]) => {
  const { operationId = "getThing", ...operation } = part;
  const named = operationId === null ? operation : { operationId, ...operation };
  const get = { security: [{ bearer: [] }], ...named };
  const findings = unsupportedIn({ paths: { "/thing": { get } } });
  expect(findings).toEqual([expect.stringContaining(`GET /thing: ${message}`)]);
});

test("refuses another method", () => {
  expect(unsupportedIn({ paths: { "/thing": { patch: {} } } })).toEqual([
    "PATCH /thing: this method is not supported.",
  ]);
});
