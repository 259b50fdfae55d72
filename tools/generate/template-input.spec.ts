import { expect, test } from "vitest";
import { type Json, type JsonObject, objectOf } from "../spec/merge-patch.ts";
import { templateInput } from "./template-input.ts";

const info = {
  version: "v3",
  "x-in-version": { v2: { version: "v2" }, v1: { version: "v1" } },
};
const converted = (node: JsonObject) => templateInput({ info, node }).node;

test("the document lists its versions", () => {
  expect(templateInput({ info })).toEqual({
    info: { version: "v3" },
    paths: {},
    "x-rest-versions": ["v3", "v2", "v1"],
  });
});

test("a parameter lists the versions without it", () => {
  const parameter = { name: "a", in: "query", required: false };
  expect(converted({ ...parameter, "x-in-version": { v2: null, v1: null } })).toEqual({
    ...parameter,
    "x-not-in": ["v2", "v1"],
  });
});

test("an enumeration lists the values that a version lacks, also for its parameter", () => {
  const schema = { enum: ["a", "b"], description: "Values." };
  const given = { ...schema, "x-in-version": { v1: { enum: ["a"] } } };
  const missing = { "x-values-not-in": [{ version: "v1", values: ["b"] }] };
  expect(converted(given)).toEqual({ ...schema, ...missing });
  expect(converted({ schema: given })).toEqual({ schema: { ...schema, ...missing }, ...missing });
});

test("the pattern of a parameter becomes a regular expression literal", () => {
  const schema = { type: "string", pattern: "^[^/\\\\]+/$" };
  const literal = { "x-pattern": "/^[^/\\\\]+\\/$/" };
  expect(converted({ schema })).toEqual({ schema: { ...schema, ...literal }, ...literal });
});

test("an array lists the versions in which it is an object", () => {
  const list = { type: "array", items: {} };
  const patch = { type: "object", items: null, "x-read-as-list": true };
  expect(converted({ ...list, "x-in-version": { v1: patch } })).toEqual({
    ...list,
    "x-object-in": ["v1"],
  });
});

test.for<[what: string, node: JsonObject, patch: Json]>([
  ["known properties of any content", { "x-xml-any": true }, { properties: { summary: {} } }],
  ["documentation", { description: "Now." }, { description: "Then." }],
])("%s in an older version need no extension", ([, node, patch]) => {
  expect(converted({ ...node, "x-in-version": { v1: patch } })).toEqual(node);
});

test.for<[what: string, node: JsonObject, patch: Json]>([
  ["another type", { type: "string" }, { type: "integer" }],
  ["an added value", { enum: ["a"] }, { enum: ["a", "b"] }],
  ["values and a type", { enum: ["a", "b"] }, { enum: ["a"], type: "string" }],
  ["a missing schema", { type: "string" }, null],
  ["a missing required parameter", { in: "query", required: true }, null],
])("refuses %s in an older version", ([, node, patch]) => {
  expect(() => converted({ ...node, "x-in-version": { v1: patch } })).toThrow(
    "#/node differs in v1 in a way that the templates do not support",
  );
});

test("a request requires an administrator if its own 403 is documented", () => {
  const response = (mark: string) => ({ "x-evidence": { mark } });
  const components = {
    responses: { Forbidden: response("documented"), ByApi: response("assumed") },
  };
  const get = (forbidden?: JsonObject) => ({
    get: { responses: { 200: {}, ...(forbidden && { 403: forbidden }) } },
  });
  const { paths } = templateInput({
    info: { version: "v1" },
    components,
    paths: {
      "/a": get({ $ref: "#/components/responses/Forbidden" }),
      "/b": get({ $ref: "#/components/responses/ByApi" }),
      "/c": get(response("documented")),
      "/d": get(),
    },
  });
  const required = Object.entries(objectOf(paths)).filter(
    ([, methods]) => objectOf(objectOf(methods).get)["x-requires-administrator"],
  );
  expect(required.map(([path]) => path)).toEqual(["/a", "/c"]);
});
