import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { xsdErrors } from "./xsd-errors.ts";

const valid =
  "<response><data><operationState><operation>activate</operation><status>success</status>" +
  "</operationState></data><messages/><links/></response>";

test("a valid body has no errors, as text, bytes or a parsed document", () => {
  using parsed = XmlDocument.fromString(valid);
  for (const body of [valid, new TextEncoder().encode(valid), parsed]) {
    expect(xsdErrors("AsyncStatusResponse", body)).toEqual([]);
  }
});

test.each([
  { name: "a value outside the enumeration", body: valid.replace("success", "done") },
  { name: "a missing element", body: valid.replace("<status>success</status>", "") },
  { name: "an extra element", body: valid.replace("<links/>", "<links/><more/>") },
  { name: "another order", body: valid.replace("<messages/><links/>", "<links/><messages/>") },
  { name: "truncated XML", body: valid.slice(0, -5) },
])("reports $name", ({ body }) => {
  expect(body).not.toBe(valid);
  expect(xsdErrors("AsyncStatusResponse", body)).not.toEqual([]);
});

test("an error has the line and the path of its element", () => {
  const body = valid.replace("<status>success", "\n<status>done");
  expect(xsdErrors("AsyncStatusResponse", body)).toMatchObject([
    {
      line: 2,
      xpath: "/response/data/operationState/status",
      message: expect.stringContaining("done"),
    },
  ]);
});

test("uses the XSD of the version", () => {
  const backup = valid.replace("activate", "backup");
  expect(xsdErrors("AsyncStatusResponse", backup)).toEqual([]);
  expect(xsdErrors("AsyncStatusResponse", backup, "v1.1")).toEqual([]);
  expect(xsdErrors("AsyncStatusResponse", backup, "v1.0")).not.toEqual([]);
});

test("uses the XSD of the document", () => {
  expect(xsdErrors("ConfigurationVersionsResponse", valid)).not.toEqual([]);
});
