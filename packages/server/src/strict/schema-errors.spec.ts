import { expect, test } from "vitest";
import { example } from "../../test/example.ts";
import { schemaErrors } from "./schema-errors.ts";

const valid = example("async-status/activate-success");

test("an example of the specification is valid", () => {
  expect(schemaErrors("AsyncStatusResponse", valid)).toEqual([]);
});

test.each([
  { name: "a word that is not enumerated", body: valid.replace("success", "done") },
  { name: "an element that is missing", body: valid.replace("<status>success</status>", "") },
  { name: "an element too many", body: valid.replace("<links/>", "<links/><more/>") },
  { name: "another order", body: valid.replace(/(<messages\/>)\s*(<links\/>)/, "$2$1") },
])("$name is an error", ({ body }) => {
  expect(body).not.toBe(valid);
  expect(schemaErrors("AsyncStatusResponse", body)).not.toEqual([]);
});

test("a body is judged as its version has it", () => {
  const backup = valid.replace("activate", "backup");
  expect(schemaErrors("AsyncStatusResponse", backup)).toEqual([]);
  expect(schemaErrors("AsyncStatusResponse", backup, "v1.1")).toEqual([]);
  expect(schemaErrors("AsyncStatusResponse", backup, "v1.0")).not.toEqual([]);
});

test("a body that is no XML is an error", () => {
  expect(schemaErrors("AsyncStatusResponse", valid.slice(0, -5))).not.toEqual([]);
});

test("a document is not valid as another", () => {
  expect(schemaErrors("ConfigurationVersionsResponse", valid)).not.toEqual([]);
});
