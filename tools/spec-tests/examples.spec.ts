import { DecodeError, decode, EncodeError, encode, restVersions } from "@asyncstatus/model";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { documentNames, examplesIn, readExamples } from "../spec/examples.ts";
import { Xsd } from "../spec/xsd.ts";
import { decodedSchemas, generated } from "./decoded-schemas.ts";

const examples = readExamples();
const valid = examples.filter(({ kind }) => kind === "valid");
const tolerated = examples.filter(({ kind }) => kind === "tolerated");
const invalid = examples.filter(({ kind }) => kind === "invalid");

const xsds = new Map(documentNames.map((name) => [name, new Xsd(name)]));
const ajv = new Ajv({ keywords: ["x-document"] });
ajv.addSchema(generated, "generated");
for (const version of restVersions) ajv.addSchema(decodedSchemas(version), version);

const inVersions = restVersions.flatMap((version) => examplesIn(version));

test.for(restVersions)("every document has an example in %s", (version) => {
  const documents = examplesIn(version).map(({ document }) => document);
  expect(new Set(documents)).toEqual(new Set(documentNames));
});

// An error is an object in v1.0, and a backup has no name there.
const notIn = {
  "v1.2": [],
  "v1.1": [],
  "v1.0": valid
    .filter(({ version, document, name }) => {
      const differs = document === "ErrorResponse" || name === "async-status/backup-success";
      return version === "v1.2" && differs;
    })
    .map(({ name }) => name)
    .filter((name) => !valid.some((example) => example.name === `v1.0/${name}`)),
};

test.for(restVersions)("every example of v1.2 exists in %s, with known exceptions", (version) => {
  const names = examplesIn(version).map(({ name }) => name.replace(`${version}/`, ""));
  const missing = examplesIn("v1.2").filter(({ name }) => !names.includes(name));
  expect(missing.map(({ name }) => name)).toEqual(notIn[version]);
});

test.for(inVersions)("$name is valid against the XSD of $version", (example) => {
  const { document, version, xml } = example;
  expect(new Xsd(document, version).findings(xml)).toEqual([]);
});

test.for(inVersions)(
  "$name decodes to a value that is valid against the OpenAPI schema of $version",
  ({ document, version, xml }) => {
    const value = decode(document, xml);
    for (const schema of [version, "generated"]) {
      expect(ajv.getSchema(`${schema}#/definitions/${document}`)?.(value)).toBe(true);
    }
  },
);

test.for([...valid, ...tolerated])("$name decodes to its JSON", ({ document, xml, json }) => {
  expect(decode(document, xml)).toEqual(json);
});

test.for(inVersions.filter(({ name }) => !/(written-on-one-line|-as-sent)$/.test(name)))(
  "$name is encoded byte for byte",
  ({ document, version, xml, json, name }) => {
    const errorItems = name.includes("items-without-a-wrapper") ? "bare" : "wrapped";
    const written = encode(document, json as never, { version, errorItems });
    expect(written).toBe(new TextDecoder().decode(xml));
  },
);

test.for(tolerated)(
  "$name is decoded, but is not valid and never encoded",
  ({ document, xml, json }) => {
    const isWritten = () => encode(document, json as never) === new TextDecoder().decode(xml);
    expect(xsds.get(document)?.findings(xml)).not.toEqual([]);
    try {
      expect(isWritten()).toBe(false);
    } catch (error) {
      expect(error).toBeInstanceOf(EncodeError);
    }
  },
);

test.for(invalid)("$name is refused with the error in its JSON", ({ document, xml, json }) => {
  let error: unknown;
  try {
    decode(document, xml);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(DecodeError);
  const { code, path, position } = error as DecodeError;
  expect({ code, path, line: position?.line, column: position?.column }).toMatchObject(
    json as object,
  );
});

test.for(invalid)("$name is not valid against the XSD", ({ document, xml, name }) => {
  // A DOCTYPE is valid XML. The decoder refuses it because of entity attacks.
  if (name.endsWith("/doctype")) return;
  expect(xsds.get(document)?.findings(xml)).not.toEqual([]);
});

test("async-status/activate-success is the vendor's example byte for byte", () => {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    "<response>",
    "  <data>",
    "    <operationState>",
    "      <operation>activate</operation>",
    "      <status>success</status>",
    "    </operationState>",
    "  </data>",
    "  <messages/>",
    "  <links/>",
    "</response>",
  ];
  const seed = valid.find(({ name }) => name === "async-status/activate-success");
  expect(new TextDecoder().decode(seed?.xml)).toBe(lines.join("\n"));
});
