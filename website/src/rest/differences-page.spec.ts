import { expect, test } from "vitest";
import { differencesPage } from "./differences-page.ts";
import type { OpenApi } from "./open-api.ts";
import { readSpecification, type VersionSpec } from "./version-spec.ts";

const specified = (version: string, word: object): VersionSpec =>
  ({
    version,
    openApi: { info: {}, paths: {}, components: { schemas: { Word: word } } } as unknown as OpenApi,
    openApiText: "",
    xsd: {},
    examples: [],
  }) as VersionSpec;
const bodyOf = (...words: object[]) =>
  differencesPage(
    words.map((word, index) => specified(`v${words.length - index}`, word)),
    0,
  ).body;

test.for([
  [
    "values",
    [{ enum: ["a", "b"] }, { enum: ["a", "b"] }, { enum: ["a"] }],
    "- The values are `a`, `b` in v3 and v2 and `a` in v1.",
  ],
  [
    "evidence",
    [
      { "x-evidence": { mark: "observed" } },
      { "x-evidence": { mark: "documented" } },
      { "x-evidence": { mark: "assumed" } },
    ],
    "- The fact is observed in v3, documented in v2, and assumed in v1.",
  ],
  ["a note", [{ "x-evidence": { note: "Seen." } }, { "x-evidence": {} }], "- In v2: Seen."],
  [
    "elements",
    [{ properties: { a: { properties: { b: {} } } } }, {}],
    "- Elements are specified (`a`, `b`) in v2 and not specified in v1.",
  ],
  [
    "a list and one element",
    [
      { type: "array", xml: { wrapped: true }, items: {} },
      { type: "object", allOf: [{}] },
    ],
    "### Word\n\n- The content is a list of elements in v2 and one element in v1.\n\n",
  ],
] as const)("a difference of %s is a sentence", ([, words, sentence]) => {
  expect(bodyOf(...words)).toContain(sentence);
});

test("a difference without words is an error", () => {
  expect(() => bodyOf({ pattern: "a" }, { pattern: "b" })).toThrow("no sentence for pattern");
});

test("the page of the specification has no JSON and no extension", () => {
  const { body } = differencesPage(readSpecification(), 0);
  const [sentences = ""] = body.split("## Examples that differ");
  expect(sentences).not.toMatch(/[{}]|\bx-/);
  expect(sentences).toContain("The parameter `backupSource` is supported in v1.2 and v1.1");
});
