import {
  XmlElement as LibElement,
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlParseError,
  XmlText,
} from "libxml2-wasm";
import type { XmlElement } from "../xml/xml-element.ts";
import { toXmlElement, type XmlNode } from "../xml/xml-node.ts";

/**
 * What libxml2 thinks of a document. One that breaks rules of namespaces, `namespaces`, is well-formed all
 * the same as far as it was read; what stands behind its root is not told then.
 */
export type Verdict = "well-formed" | "namespaces" | "not well-formed";

/** The tree that libxml2 makes of a document, if it makes one. */
export function judge(bytes: Uint8Array): XmlElement | Verdict {
  return read(bytes, ({ root }) => toXmlElement(toNode(root)));
}

export function verdictOn(bytes: Uint8Array): Verdict {
  return read(bytes, () => "well-formed");
}

function read<Result>(bytes: Uint8Array, use: (document: XmlDocument) => Result): Result | Verdict {
  try {
    using document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NO_XXE });
    return use(document);
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const fatal = error.details.some(({ level }) => level === 3);
    return fatal ? "not well-formed" : "namespaces";
  }
}

function toNode(element: LibElement): XmlNode {
  let text = "";
  const elements: XmlNode[] = [];
  for (const node of element.find("node()")) {
    if (node instanceof LibElement) elements.push(toNode(node));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  const namespaces = Object.entries(element.nsDeclarations).map(
    ([prefix, uri]) => [prefix ? `xmlns:${prefix}` : "xmlns", uri] as const,
  );
  const attributes = element.attrs.map((node) => [qualifiedName(node), node.value] as const);
  return {
    name: qualifiedName(element),
    attributes: [...namespaces, ...attributes],
    text,
    elements,
    offset: 0,
  };
}

function qualifiedName({ prefix, name }: { prefix: string; name: string }): string {
  return prefix ? `${prefix}:${name}` : name;
}
