import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { expect, test } from "vitest";
import { restVersions } from "./gen/types.ts";
import { xsd, xsdFiles } from "./xsd.ts";

const status = (operation: string) =>
  `<response><data><operationState><operation>${operation}</operation><status>success</status>` +
  "</operationState></data><messages/><links/></response>";

function isValid(schemaText: string, body: string): boolean {
  // libxml2 has no access to files, so includes would fail.
  using schema = XmlDocument.fromString(schemaText);
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(body);
  try {
    validator.validate(document);
    return true;
  } catch {
    return false;
  }
}

test.for(restVersions.flatMap((version) => Object.values(xsdFiles).map((file) => [version, file])))(
  "the schema %s/%s is self-contained",
  ([version, file]) => {
    const text = xsd[version as "v1.2"][file as "error.xsd"];
    expect(text).not.toContain("xs:include");
    expect(isValid(text, "<other/>")).toBe(false);
  },
);

test.for(restVersions)("a schema of %s allows the values of its version", (version) => {
  const schema = xsd[version][xsdFiles.AsyncStatusResponse];
  expect(isValid(schema, status("save"))).toBe(true);
  expect(isValid(schema, status("purge"))).toBe(false);
  expect(isValid(schema, status("backup"))).toBe(version !== "v1.0");
});
