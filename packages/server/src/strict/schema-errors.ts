import { type DocumentName, type RestVersion, restVersions } from "@asyncstatus/model";
import { xsd, xsdFiles } from "@asyncstatus/model/xsd";
import { XmlDocument, XmlParseError, XmlValidateError, XsdValidator } from "libxml2-wasm";

const schemas = new Map<string, XsdValidator>();

/** What the XSD of a document in a version finds wrong with a body; nothing where it is valid. */
export function schemaErrors(
  document: DocumentName,
  body: string,
  version: RestVersion = restVersions[0],
): string[] {
  const text = xsd[version][xsdFiles[document]];
  const schema = schemas.get(text) ?? readSchema(text);
  schemas.set(text, schema);
  try {
    using parsed = XmlDocument.fromString(body);
    schema.validate(parsed);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError || error instanceof XmlParseError)) throw error;
    return error.details.map(({ message }) => message);
  }
}

function readSchema(text: string): XsdValidator {
  using schema = XmlDocument.fromString(text);
  return XsdValidator.fromDoc(schema);
}
