import { expect, test } from "vitest";
import type { ApiResponse, OpenApi } from "./open-api.ts";
import { scalarDocument } from "./scalar-document.ts";

const response = (document: string) => ({
  description: "A response.",
  "x-evidence": { mark: "documented", note: "As of 9." },
  content: { "application/xml": { schema: { $ref: `#/components/schemas/${document}` } } },
});
const openApi = {
  info: { title: "t", version: "v1.2" },
  paths: {
    "/a": {
      get: {
        operationId: "getA",
        "x-evidence": { mark: "assumed" },
        responses: {
          "200": response("AsyncStatusResponse"),
          "401": { $ref: "#/components/responses/Unauthorized" },
        },
      },
    },
  },
  components: { responses: { Unauthorized: response("ErrorResponse") }, schemas: {} },
} as unknown as OpenApi;
const examples = [
  "async-status/activate-failed",
  "error/unauthorized-401",
  "error/forbidden-403",
].map((name) => ({ name, xml: `<${name.replace("/", "-")}/>`, json: "{}" }));
const specified = { version: "v1.2", openApi, openApiText: "", xsd: {}, examples } as const;

test("a response has the examples of its document, and an error those of its status", () => {
  const { paths } = scalarDocument(specified) as OpenApi;
  const examplesOf = (status: string) => {
    const found = paths["/a"]?.get?.responses[status] as ApiResponse | undefined;
    return Reflect.get(found?.content?.["application/xml"] ?? {}, "examples");
  };
  expect(examplesOf("200")).toEqual({
    "activate failed": { value: "<async-status-activate-failed/>" },
  });
  expect(examplesOf("401")).toEqual({ "unauthorized 401": { value: "<error-unauthorized-401/>" } });
});

test("descriptions have the evidence mark", () => {
  const { paths } = scalarDocument(specified) as OpenApi;
  const request = paths["/a"]?.get;
  expect(request).toMatchObject({ description: "_assumed._", "x-badges": [{ name: "assumed" }] });
  expect(request?.responses["200"]).toMatchObject({
    description: "A response.\n\n_documented._ As of 9.",
  });
});

test("the specification is not changed", () => {
  const before = structuredClone(openApi);
  scalarDocument(specified);
  expect(openApi).toEqual(before);
});
