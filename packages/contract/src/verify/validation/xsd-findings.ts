import type { RestVersion } from "@asyncstatus/client";
import type { DocumentName } from "@asyncstatus/model";
import { xsd } from "@asyncstatus/model/xsd";
import { type XsdError, xsdErrors } from "@asyncstatus/model/xsd-errors";
import { XmlDocument, XmlElement, XmlLibError, XmlText, type XmlTreeNode } from "libxml2-wasm";

/** A violation of the XSD. */
export interface XsdFinding extends Pick<XsdError, "message" | "line"> {
  /** For example `response/data/operationState`. */
  readonly path: string;
  /**
   * True for an element or attribute whose name no XSD has, or another reason of a failed request, in a
   * body that is otherwise valid.
   */
  readonly isAddition: boolean;
}

/** Limit per body: a hostile one has thousands, and each takes time. */
const maxFindings = 50;

/** A default namespace of the root, which clients ignore. */
const rootNamespace = /(<response\b[^<>]*?)\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')/;

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
  if (errors.length === 0) return [];
  const text = new TextDecoder().decode(body);
  const plain = text.replace(rootNamespace, "$1");
  if (plain !== text) {
    const path = "response/@xmlns";
    const namespace = { message: "a default namespace", line: 1, path, isAddition: true };
    return [namespace, ...xsdFindings(version, document, new TextEncoder().encode(plain))];
  }
  const additions = findAdditions(version, document, body);
  return (additions ?? errors.slice(0, maxFindings)).map(({ message, line, xpath = "" }) => ({
    message,
    line,
    path: xpath.replace(/^\//, ""),
    isAddition: additions !== undefined,
  }));
}

/**
 * Removes the elements and attributes whose names no XSD has, further reasons of a failed request, and
 * white space in empty elements.
 *
 * @returns The errors of the former; undefined if the body is invalid without them, too, or there are
 * too many.
 */
function findAdditions(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): XsdError[] | undefined {
  const additions: XsdError[] = [];
  try {
    using parsed = XmlDocument.fromBuffer(body);
    // One at a time: libxml2 reports only the first error in each parent.
    for (let left = maxFindings; left > 0; left -= 1) {
      const errors = xsdErrors(document, parsed, version);
      if (errors.length === 0) return additions;
      const removed = removeFirstCause(parsed, errors);
      if (!removed) return undefined;
      if (removed !== "white space") additions.push(removed);
    }
  } catch (error) {
    // Breaks the rules of namespaces.
    if (!(error instanceof XmlLibError)) throw error;
  }
  return undefined;
}

function removeFirstCause(parsed: XmlDocument, errors: readonly XsdError[]) {
  for (const error of errors) {
    const removed = removeCause(parsed, error);
    if (removed) return removed;
  }
  return undefined;
}

/** Removes what an error is about, if clients should ignore it. Returns what was removed. */
function removeCause(parsed: XmlDocument, error: XsdError): XsdError | "white space" | undefined {
  const { message, xpath } = error;
  const element = xpath && parsed.get(byName(xpath));
  if (!(element instanceof XmlElement)) return undefined;
  const attribute = attributeIn(message);
  if (attribute !== undefined) {
    const unknown = element.attrs.find(({ name }) => name === attribute);
    if (!unknown || isDeclared("attribute", attribute)) return undefined;
    unknown.remove();
    return { ...error, xpath: `${xpath}/@${attribute}` };
  }
  if (message.includes("Character content is not allowed, because the content type is empty")) {
    const texts = childrenOf(element).filter((child) => child instanceof XmlText);
    if (texts.length === 0 || texts.some(({ content }) => content.trim())) return undefined;
    for (const text of texts) text.remove();
    return "white space";
  }
  if (message.includes("Element content is not allowed, because the content type is empty")) {
    const child = childrenOf(element).find((each) => each instanceof XmlElement);
    if (!child || !isIgnored(child)) return undefined;
    const addition = { ...error, xpath: `${xpath}/${child.name}` };
    child.remove();
    return addition;
  }
  if (!element.parent || !isIgnored(element)) return undefined;
  element.remove();
  return error;
}

/** True if clients should ignore an element that the XSD does not allow, or read it in any place. */
function isIgnored(element: XmlElement): boolean {
  return isReason(element) || !isDeclared("element", element.name);
}

/** True for a reason in the data of a failed request. */
function isReason({ name, doc }: XmlElement): boolean {
  const status = doc.get("/response/data/operationState/status");
  return (
    name === "errorMessage" && status instanceof XmlElement && status.content.trim() === "fail"
  );
}

function childrenOf({ firstChild }: XmlElement): XmlTreeNode[] {
  const children: XmlTreeNode[] = [];
  for (let child = firstChild; child; child = child.next) children.push(child);
  return children;
}

function attributeIn(message: string): string | undefined {
  return /, attribute '(?:\{[^}]*\})?([^']*)': The attribute '[^']*' is not allowed/.exec(
    message,
  )?.[1];
}

/** An XPath that needs no prefixes: `/a/p:b[2]` as `/a/*[name()="p:b"][2]`. */
function byName(xpath: string): string {
  return xpath.replace(/(?<=\/)[^/[\]*:]+:[^/[\]]+/g, (name) => `*[name()="${name}"]`);
}

/** True if the XSD of any version has an element or attribute of this name. */
function isDeclared(kind: "element" | "attribute", name: string): boolean {
  return Object.values(xsd).some((files) =>
    Object.values(files).some((file) => file.includes(`<xs:${kind} name="${name}"`)),
  );
}
