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

/** What is told of one body: a hostile one has thousands of deviations, of which each takes its time. */
const most = 50;

const validators = new Map<string, XsdValidator>();

/**
 * Judges a well-formed body by the XSD of its document, with libxml2. Empty where it is valid. What breaks the
 * rules of namespaces is no document to it, although it is XML.
 */
export function xsdFindings(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): XsdFinding[] {
  let opened: XmlDocument;
  try {
    opened = XmlDocument.fromBuffer(body);
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ message, line }) => ({
      message: message.trim(),
      line,
      path: "",
      isAddition: false,
    }));
  }
  using parsed = opened;
  const validator = validatorOf(version, document);
  const found = deviations(validator, parsed);
  if (found.length === 0) return [];
  const additions = removeAdditions(validator, parsed);
  const isAddition = additions.length > 0;
  return (isAddition ? additions : found.slice(0, most)).map(({ message, line, xpath = "" }) => ({
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
 * @returns What was said of them; nothing where the body is not valid without them either, or they are many.
 */
function removeAdditions(validator: XsdValidator, parsed: XmlDocument): XmlLibError["details"] {
  const additions: XmlLibError["details"] = [];
  // One at a time: libxml2 says nothing of what follows the first in the same parent.
  while (additions.length < most) {
    const found = deviations(validator, parsed);
    if (found.length === 0) return additions;
    const addition = found.find(({ xpath }) => {
      const element = xpath && parsed.get(byName(xpath));
      // The root is no addition to anything.
      return element instanceof XmlElement && element.parent && !isDeclared(element.name);
    });
    if (addition?.xpath === undefined) return [];
    additions.push(addition);
    parsed.get(byName(addition.xpath))?.remove();
  }
  return [];
}

/** A path whose prefixes need not be known: `/a/p:b[2]` as `/a/*[name()="p:b"][2]`. */
function byName(xpath: string): string {
  return xpath.replace(/(?<=\/)[^/[\]*:]+:[^/[\]]+/g, (name) => `*[name()="${name}"]`);
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
