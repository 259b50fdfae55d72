import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DocumentName } from "@asyncstatus/model";
import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

// The schemas include each other by file name.
xmlRegisterFsInputProviders();

const schemas = new Map<DocumentName, XsdValidator>();

/** What the XSD of a document finds wrong with a body; nothing where it is valid. */
export function schemaErrors(document: DocumentName, body: string): string[] {
  using parsed = XmlDocument.fromString(body);
  const schema = schemas.get(document) ?? readSchema(document);
  schemas.set(document, schema);
  try {
    schema.validate(parsed);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message }) => message);
  }
}

/** `AsyncStatusResponse` is `async-status.xsd`. */
function readSchema(document: DocumentName): XsdValidator {
  const name = document
    .replace(/Response$/, "")
    .replace(/(?<=.)[A-Z]/g, "-$&")
    .toLowerCase();
  const url = new URL(`../../../spec/xsd/v1.2/${name}.xsd`, import.meta.url);
  using schema = XmlDocument.fromBuffer(readFileSync(url), { url: fileURLToPath(url) });
  return XsdValidator.fromDoc(schema);
}
