import type { RestVersion } from "@asyncstatus/client";
import type { DocumentName } from "@asyncstatus/model";
import { xsd, xsdFiles } from "@asyncstatus/model/xsd";
import { XmlDocument, XmlElement, XmlLibError, XsdValidator } from "libxml2-wasm";

/** What the XSD finds wrong, in libxml2's words. */
export interface XsdFinding {
  readonly message: string;
  readonly line: number;
  /** As in `response/data/operationState`. */
  readonly path: string;
  /** An element of a name that no XSD has, in a body where nothing else deviates. */
  readonly isAddition: boolean;
}

const validators = new Map<string, XsdValidator>();

/** Judges a well-formed body by the XSD of its document, with libxml2. Empty where it is valid. */
export function xsdFindings(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): XsdFinding[] {
  using parsed = XmlDocument.fromBuffer(body);
  const validator = validatorOf(version, document);
  const found = deviations(validator, parsed);
  if (found.length === 0) return [];
  const additions = removeAdditions(validator, parsed);
  const isAddition = additions.length > 0;
  return (isAddition ? additions : found).map(({ message, line, xpath = "" }) => ({
    message: message.trim(),
    line,
    path: xpath.replace(/^\//, ""),
    isAddition,
  }));
}

function deviations(validator: XsdValidator, parsed: XmlDocument): XmlLibError["details"] {
  try {
    validator.validate(parsed);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details;
  }
}

/**
 * Takes the elements out of a body whose names no XSD of any version has.
 *
 * @returns What was said of them; nothing where the body is not valid without them either.
 */
function removeAdditions(validator: XsdValidator, parsed: XmlDocument): XmlLibError["details"] {
  const additions: XmlLibError["details"] = [];
  // One at a time: libxml2 says nothing of what follows the first in the same parent.
  for (;;) {
    const found = deviations(validator, parsed);
    if (found.length === 0) return additions;
    const addition = found.find(({ xpath }) => {
      const element = xpath && parsed.get(xpath);
      // The root is no addition to anything.
      return element instanceof XmlElement && element.parent && !isDeclared(element.name);
    });
    if (addition?.xpath === undefined) return [];
    additions.push(addition);
    parsed.get(addition.xpath)?.remove();
  }
}

/** In any version: what one has is no growth in another. */
function isDeclared(name: string): boolean {
  return Object.values(xsd).some((files) =>
    Object.values(files).some((file) => file.includes(`<xs:element name="${name}"`)),
  );
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
