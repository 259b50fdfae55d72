import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DecodeError, decode, EncodeError, encode } from "@asyncstatus/model";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { documentNames, readExamples } from "./examples.ts";
import { Xsd } from "./xsd.ts";

const examples = readExamples();
const valid = examples.filter(({ kind }) => kind === "valid");
const tolerated = examples.filter(({ kind }) => kind === "tolerated");
const invalid = examples.filter(({ kind }) => kind === "invalid");

const xsds = new Map(documentNames.map((name) => [name, new Xsd(name)]));
const schemaFile = join(workspace, "packages/model/src/gen/documents.schema.json");
const ajv = new Ajv({ keywords: ["x-document"] });
ajv.addSchema(JSON.parse(readFileSync(schemaFile, "utf8")), "documents");

test("every document has an example", () => {
  expect(new Set(valid.map(({ document }) => document))).toEqual(new Set(documentNames));
});

test.for(valid)("$name is valid against the XSD", ({ document, xml }) => {
  expect(xsds.get(document)?.findings(xml)).toEqual([]);
});

test.for(valid)("$name, decoded, is valid against the OpenAPI schema", ({ document, xml }) => {
  const validate = ajv.getSchema(`documents#/definitions/${document}`);
  expect(validate?.(decode(document, xml))).toBe(true);
});

test.for([...valid, ...tolerated])("$name reads as its JSON says", ({ document, xml, json }) => {
  expect(decode(document, xml)).toEqual(json);
});

// These two lay the same values out in another way.
const otherLayouts = ["async-status/written-on-one-line", "error/items-without-a-wrapper-400"];

test.for(valid.filter(({ name }) => !otherLayouts.includes(name)))(
  "$name is written byte for byte",
  ({ document, xml, json }) => {
    // The test before this one has shown that the JSON is this document.
    expect(encode(document, json as never)).toBe(new TextDecoder().decode(xml));
  },
);

test.for(tolerated)(
  "$name is read, but is neither valid nor written",
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

test.for(invalid)("$name is refused where and why its JSON says", ({ document, xml, json }) => {
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

test.for(invalid)("$name is not valid against the XSD either", ({ document, xml, name }) => {
  // A DOCTYPE is legal XML; we refuse it because of what one can hold.
  if (name.endsWith("/doctype")) return;
  expect(xsds.get(document)?.findings(xml)).not.toEqual([]);
});

test("the success of the vendor's page stands here byte for byte", () => {
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
