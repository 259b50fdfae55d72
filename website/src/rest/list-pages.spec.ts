import { expect, test } from "vitest";
import { documentsPage, examplesPage, missingNotes, requestsPage } from "./list-pages.ts";
import type { OpenApi } from "./open-api.ts";
import { requestPages } from "./request-page.ts";
import type { VersionSpec } from "./version-spec.ts";

const documented = { mark: "documented" } as const;
const openApi: OpenApi = {
  info: { title: "t", version: "v1.2", "x-evidence": { ...documented, note: "Served since 1." } },
  externalDocs: { url: "https://example.com/" },
  paths: {
    "/rest/{version}/thing": {
      put: {
        operationId: "putThing",
        summary: "Put it",
        tags: [],
        "x-evidence": { mark: "observed" },
        "x-requires-lock": true,
        parameters: [
          { name: "a", in: "query", schema: { enum: ["x", "y|z"] }, "x-evidence": documented },
        ],
        responses: {
          "200": {
            description: "It is put.",
            "x-evidence": { mark: "assumed", note: "Never observed." },
            content: { "application/xml": { schema: { $ref: "#/components/schemas/Thing" } } },
          },
        },
      },
    },
  },
  components: {
    parameters: {},
    securitySchemes: { bearer: { scheme: "bearer", "x-evidence": documented } },
    schemas: {
      Thing: {
        "x-document": true,
        "x-evidence": documented,
        required: ["data"],
        properties: { data: { $ref: "#/components/schemas/Data" } },
      },
      Data: {
        type: "object",
        description: "The data.",
        "x-evidence": { ...documented, xml: "assumed", note: "Its place is not known." },
        properties: {
          item: {
            type: "array",
            "x-evidence": documented,
            items: { type: "string", xml: { name: "one" }, "x-evidence": { mark: "observed" } },
          },
        },
      },
    },
  },
};
const examples = [{ name: "thing/as-it-is", xml: "<response/>\n", json: "{}" }];
const specified: VersionSpec = { version: "v1.2", openApi, openApiText: "", xsd: {}, examples };
const pages = [
  requestsPage(specified),
  ...requestPages(specified),
  documentsPage(specified),
  examplesPage(specified),
];
const body = pages.map((page) => page.body).join("\n");

test.for([
  "| [PUT /rest/v1.2/thing](/reference/v1.2/put-thing.md) | Put it |",
  'Put it. <Mark is="observed" />',
  "The caller must hold the configuration lock.",
  '| `a` | `x`, `y\\|z`, optional | <Mark is="documented" /> |',
  '| **200** | <Mark is="assumed" /> It is put. _Never observed._ | [Thing](/reference/v1.2-documents.md#thing) |',
  '| `data`<br>elements | <Mark is="documented" /> <Mark is="assumed" of="XML" /> The data. _Its',
  "| `data/item`<br>elements, optional |",
  '| `data/item/one`<br>text, repeated | <Mark is="observed" /> |',
  "```xml\n<response/>\n```",
  "[XML](/downloads/v1.2/examples/thing/as-it-is.xml)",
  "[JSON](/downloads/v1.2/examples/thing/as-it-is.json)",
])("the pages contain: %s", (want) => {
  expect(body).toContain(want);
});

test("all notes are on the pages, and a missing one is found", () => {
  expect(missingNotes(openApi, body)).toEqual([]);
  expect(missingNotes(openApi, body.replace("Never observed.", ""))).toEqual(["Never observed."]);
});
