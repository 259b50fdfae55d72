import { expect, test } from "vitest";
import type { JsonObject } from "../spec/merge-patch.ts";
import { factsModule } from "./facts-module.ts";

const documented = { mark: "documented" };

function documentWith(mark: string): JsonObject {
  return {
    paths: {
      "/thing": {
        get: {
          operationId: "getThing",
          "x-evidence": documented,
          responses: { "200": { $ref: "#/components/responses/Thing" } },
        },
      },
    },
    components: {
      responses: { Thing: { "x-evidence": documented, "x-error-messages": ["No."] } },
      schemas: {
        ThingResponse: {
          "x-document": true,
          "x-evidence": documented,
          properties: {
            data: { $ref: "#/components/schemas/Data" },
            list: {
              xml: { name: "links" },
              items: { xml: { name: "link" }, "x-evidence": documented },
              "x-evidence": { mark: "documented", xml: "assumed", note: "Nested so." },
            },
          },
        },
        Data: { "x-evidence": { mark } },
        // Not a document: its facts are listed where it is used.
        Other: { "x-evidence": documented },
      },
    },
  };
}

function factsOf(text: string): unknown {
  return JSON.parse(/facts: readonly Fact\[\] = (.*);\n$/s.exec(text)?.[1] ?? "");
}

test("lists each fact once, with the versions in which it holds", () => {
  const documents: Record<string, JsonObject> = {
    v2: documentWith("observed"),
    v1: documentWith("assumed"),
  };
  const text = factsModule(["v2", "v1"], (version) => documents[version] ?? {});
  const both = { mark: "documented", versions: ["v2", "v1"] };
  expect(factsOf(text)).toEqual([
    { name: "getThing", ...both },
    { name: "getThing 200", ...both, errorMessages: ["No."] },
    { name: "ThingResponse", ...both },
    { name: "ThingResponse/data", mark: "observed", versions: ["v2"] },
    { name: "ThingResponse/links", ...both, xml: "assumed", note: "Nested so." },
    { name: "ThingResponse/links/link", ...both },
    { name: "ThingResponse/data", mark: "assumed", versions: ["v1"] },
  ]);
});

test("throws if the target of a reference does not exist", () => {
  const document = {
    paths: { "/a": { get: { operationId: "a", responses: { "200": { $ref: "#/b" } } } } },
  };
  expect(() => factsModule(["v1"], () => document)).toThrow("#/b does not exist.");
});
