import { restVersions } from "@asyncstatus/model";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { documentOf } from "./document-of.ts";
import { documentsSchema } from "./documents-schema.ts";
import { examplesIn } from "./examples.ts";
import { type JsonObject, objectOf } from "./merge-patch.ts";
import { withExamples } from "./with-examples.ts";

const at = (node: JsonObject, ...keys: string[]) =>
  keys.reduce((parent, key) => objectOf(parent[key]), node);

test.for(restVersions)("each response of %s with an example has it", (version) => {
  const document = withExamples(documentOf(version), examplesIn(version));
  const responses = at(document, "paths", "/rest/{version}/admin/asyncstatus", "get", "responses");
  const success = at(responses, "200", "content", "application/xml", "examples");
  expect(Object.keys(success)).toContain("activate-failed");
  const shared = at(document, "components", "responses", "Unauthorized");
  const unauthorized = at(shared, "content", "application/xml", "examples");
  expect(Object.keys(unauthorized)).toEqual(["unauthorized-401"]);
  expect(at(unauthorized, "unauthorized-401").value).toContain("Client not authorized.");
});

test.for(restVersions)("every decoded example of %s conforms to its JSON Schema", (version) => {
  const ajv = new Ajv({ strict: false }).addSchema(documentsSchema(documentOf(version)), "spec");
  for (const { name, document, json } of examplesIn(version)) {
    const isValid = ajv.validate({ $ref: `spec#/definitions/${document}` }, json);
    expect(isValid ? "" : `${name}: ${ajv.errorsText()}`).toBe("");
  }
});
