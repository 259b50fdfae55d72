import { XmlDocument, XmlLibError, XsdValidator } from "libxml2-wasm";
import { type DocumentName, type RestVersion, restVersions } from "./gen/types.ts";
import { xsd, xsdFiles } from "./gen/xsd.ts";

/** A violation of an XSD, in libxml2's words. */
export interface XsdError {
  readonly message: string;
  readonly line: number;
  /** XPath of the element, absent if the body is not well-formed. */
  readonly xpath?: string | undefined;
}

// Parsing a schema takes longer than validating a document, so each is kept.
const validators = new Map<string, XsdValidator>();

/**
 * Validates a body against the XSD of its document. Needs the package `libxml2-wasm`.
 *
 * @param version Defaults to the newest.
 * @returns The errors of the parser or the validator; empty if the body is valid.
 */
export function xsdErrors(
  document: DocumentName,
  body: string | Uint8Array | XmlDocument,
  version: RestVersion = restVersions[0],
): XsdError[] {
  try {
    if (body instanceof XmlDocument) {
      validatorOf(document, version).validate(body);
    } else {
      const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
      using parsed = XmlDocument.fromBuffer(bytes);
      validatorOf(document, version).validate(parsed);
    }
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ message, line, xpath }) => ({
      message: message.trim(),
      line,
      xpath,
    }));
  }
}

function validatorOf(document: DocumentName, version: RestVersion): XsdValidator {
  const text = xsd[version][xsdFiles[document]];
  const known = validators.get(text);
  if (known) return known;
  using schema = XmlDocument.fromString(text);
  const validator = XsdValidator.fromDoc(schema);
  validators.set(text, validator);
  return validator;
}
