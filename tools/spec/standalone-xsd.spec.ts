import { restVersions } from "@asyncstatus/model";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { expect, test } from "vitest";
import { documentNames, examplesIn } from "./examples.ts";
import { documentsXsd } from "./standalone-xsd.ts";

test.for(restVersions)("each document is a type in the one XSD of %s", (version) => {
  const schema = documentsXsd(version, documentNames);
  expect(schema).not.toContain('<xs:element name="response"');
  for (const { document, xml } of examplesIn(version)) {
    const root = `<xs:element name="response" type="${document}"/></xs:schema>`;
    const withRoot = document === "ConfigElement" ? schema : schema.replace("</xs:schema>", root);
    using source = XmlDocument.fromString(withRoot);
    using validator = XsdValidator.fromDoc(source);
    using body = XmlDocument.fromBuffer(xml);
    expect(() => validator.validate(body), document).not.toThrow();
  }
});
