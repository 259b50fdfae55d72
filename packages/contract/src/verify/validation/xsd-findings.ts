import type { RestVersion } from "@asyncstatus/client";
import type { DocumentName } from "@asyncstatus/model";
import { xsd } from "@asyncstatus/model/xsd";
import { type XsdError, xsdErrors } from "@asyncstatus/model/xsd-errors";
import { XmlDocument, XmlElement, XmlLibError } from "libxml2-wasm";

/** A violation of the XSD. */
export interface XsdFinding extends Pick<XsdError, "message" | "line"> {
  /** For example `response/data/operationState`. */
  readonly path: string;
  /** True for an element whose name no XSD has, in a body that is otherwise valid. */
  readonly isAddition: boolean;
}

/** Limit per body: a hostile one has thousands, and each takes time. */
const maxFindings = 50;

/**
 * Validates a well-formed body against the XSD of its document. XML that breaks the rules of
 * namespaces is invalid, too.
 */
export function xsdFindings(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): XsdFinding[] {
  const errors = xsdErrors(document, body, version);
  const additions = errors.length === 0 ? [] : findAdditions(version, document, body);
  const isAddition = additions.length > 0;
  return (isAddition ? additions : errors.slice(0, maxFindings)).map(
    ({ message, line, xpath = "" }) => ({
      message,
      line,
      path: xpath.replace(/^\//, ""),
      isAddition,
    }),
  );
}

/**
 * Removes the elements whose names no XSD has.
 *
 * @returns Their errors; none if the body is invalid without them, too, or there are too many.
 */
function findAdditions(version: RestVersion, document: DocumentName, body: Uint8Array): XsdError[] {
  const additions: XsdError[] = [];
  try {
    using parsed = XmlDocument.fromBuffer(body);
    // One at a time: libxml2 reports only the first error in each parent.
    while (additions.length < maxFindings) {
      const errors = xsdErrors(document, parsed, version);
      if (errors.length === 0) return additions;
      const addition = errors.find(({ xpath }) => {
        const element = xpath && parsed.get(byName(xpath));
        return element instanceof XmlElement && element.parent && !isDeclared(element.name);
      });
      if (addition?.xpath === undefined) return [];
      additions.push(addition);
      parsed.get(byName(addition.xpath))?.remove();
    }
  } catch (error) {
    // Breaks the rules of namespaces.
    if (!(error instanceof XmlLibError)) throw error;
  }
  return [];
}

/** An XPath that needs no prefixes: `/a/p:b[2]` as `/a/*[name()="p:b"][2]`. */
function byName(xpath: string): string {
  return xpath.replace(/(?<=\/)[^/[\]*:]+:[^/[\]]+/g, (name) => `*[name()="${name}"]`);
}

/** True if the XSD of any version has an element of this name. */
function isDeclared(name: string): boolean {
  return Object.values(xsd).some((files) =>
    Object.values(files).some((file) => file.includes(`<xs:element name="${name}"`)),
  );
}
