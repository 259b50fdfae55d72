import { expect, test } from "vitest";
import { forScalar } from "./for-scalar.ts";
import type { Answer, OpenApi } from "./open-api.ts";

const answer = (document: string) => ({
  description: "An answer.",
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
          "200": answer("AsyncStatusResponse"),
          "401": { $ref: "#/components/responses/Unauthorized" },
        },
      },
    },
  },
  components: { responses: { Unauthorized: answer("ErrorResponse") }, schemas: {} },
} as unknown as OpenApi;
const examples = [
  "async-status/activate-failed",
  "error/unauthorized-401",
  "error/forbidden-403",
].map((name) => ({ name, xml: `<${name.replace("/", "-")}/>`, json: "{}" }));
const specified = { version: "v1.2", openApi, openApiText: "", xsd: {}, examples } as const;

test("each answer has the examples of its document, an error those of its status, as XML", () => {
  const { paths } = forScalar(specified) as OpenApi;
  const examplesOf = (status: string) => {
    const found = paths["/a"]?.get?.responses[status] as Answer | undefined;
    return Reflect.get(found?.content?.["application/xml"] ?? {}, "examples");
  };
  expect(examplesOf("200")).toEqual({
    "activate failed": { value: "<async-status-activate-failed/>" },
  });
  expect(examplesOf("401")).toEqual({ "unauthorized 401": { value: "<error-unauthorized-401/>" } });
});

test("how certain a fact is stands where it is read", () => {
  const { paths } = forScalar(specified) as OpenApi;
  const request = paths["/a"]?.get;
  expect(request).toMatchObject({ description: "_assumed._", "x-badges": [{ name: "assumed" }] });
  expect(request?.responses["200"]).toMatchObject({
    description: "An answer.\n\n_documented._ As of 9.",
  });
});

test("the specification itself stays as it is", () => {
  const before = structuredClone(openApi);
  forScalar(specified);
  expect(openApi).toEqual(before);
});
