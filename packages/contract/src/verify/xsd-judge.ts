import type { RestVersion } from "@asyncstatus/client";
import type { DocumentName } from "@asyncstatus/model";
import { xsd, xsdFiles } from "@asyncstatus/model/xsd";
import { XmlDocument, XmlLibError, XsdValidator } from "libxml2-wasm";

/** What the XSD finds wrong, in libxml2's words. */
export interface XsdFinding {
  readonly message: string;
  readonly line: number;
  /** As in `response/data/operationState`. */
  readonly path: string;
}

const validators = new Map<string, XsdValidator>();

/** Judges a well-formed body by the XSD of its document, with libxml2. Empty where it is valid. */
export function xsdFindings(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): XsdFinding[] {
  using parsed = XmlDocument.fromBuffer(body);
  try {
    validatorOf(version, document).validate(parsed);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ message, line, xpath = "" }) => ({
      message: message.trim(),
      line,
      path: xpath.replace(/^\//, ""),
    }));
  }
}

/** Made once, and kept for as long as the process lives. */
function validatorOf(version: RestVersion, document: DocumentName): XsdValidator {
  const name = `${version} ${document}`;
  const known = validators.get(name);
  if (known) return known;
  using schema = XmlDocument.fromString(xsd[version][xsdFiles[document]]);
  const made = XsdValidator.fromDoc(schema);
  validators.set(name, made);
  return made;
}
