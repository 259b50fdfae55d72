import { expect, test } from "vitest";
import type { Json, JsonObject } from "../spec/merge-patch.ts";
import { forTemplates } from "./for-templates.ts";

const info = {
  version: "v3",
  "x-in-version": { v2: { version: "v2" }, v1: { version: "v1" } },
};
const annotated = (node: JsonObject) => forTemplates({ info, node }).node;

test("the document says its versions", () => {
  expect(forTemplates({ info })).toEqual({
    info: { version: "v3" },
    "x-rest-versions": ["v3", "v2", "v1"],
  });
});

test("a parameter says which versions do not have it", () => {
  const parameter = { name: "a", in: "query", required: false };
  expect(annotated({ ...parameter, "x-in-version": { v2: null, v1: null } })).toEqual({
    ...parameter,
    "x-not-in": ["v2", "v1"],
  });
});

test("words say which versions do not have them, and a parameter says it for its schema", () => {
  const schema = { enum: ["a", "b"], description: "Words." };
  const want = {
    enum: ["a", "b"],
    description: "Words. v1 has no `b`.",
    "x-words-not-in": [{ version: "v1", words: ["b"] }],
  };
  const given = { ...schema, "x-in-version": { v1: { enum: ["a"] } } };
  expect(annotated(given)).toEqual(want);
  expect(annotated({ schema: given })).toEqual({
    schema: want,
    "x-words-not-in": want["x-words-not-in"],
  });
});

test("the pattern of a parameter becomes a regular expression literal", () => {
  const schema = { type: "string", pattern: "^[^/\\\\]+/$" };
  expect(annotated({ schema })).toEqual({ schema, "x-pattern": "/^[^/\\\\]+\\/$/" });
});

test("a list says in which versions it is an object", () => {
  const list = { type: "array", items: {}, description: "Things." };
  const patch = { type: "object", items: null, "x-read-as-list": true };
  expect(annotated({ ...list, "x-in-version": { v1: patch } })).toEqual({
    ...list,
    description: "Things. One at most in v1.",
    "x-object-in": ["v1"],
  });
});

test("any content stays any content", () => {
  const any = { "x-xml-any": true, description: "More." };
  const patch = { properties: { summary: {} } };
  expect(annotated({ ...any, "x-in-version": { v1: patch } })).toEqual({
    ...any,
    description: "More. In v1 it may hold `summary`.",
  });
});

test("what only people read leaves no trace", () => {
  const node = { description: "Now." };
  expect(annotated({ ...node, "x-in-version": { v1: { description: "Then." } } })).toEqual(node);
});

test.for<[what: string, node: JsonObject, patch: Json]>([
  ["another type", { type: "string" }, { type: "integer" }],
  ["a word more", { enum: ["a"] }, { enum: ["a", "b"] }],
  ["words and a type", { enum: ["a", "b"] }, { enum: ["a"], type: "string" }],
  ["no schema", { type: "string" }, null],
  ["no parameter that is required", { in: "query", required: true }, null],
])("%s in an older version is refused", ([, node, patch]) => {
  expect(() => annotated({ ...node, "x-in-version": { v1: patch } })).toThrow(
    "#/node differs in v1 in a way that the templates cannot say",
  );
});
