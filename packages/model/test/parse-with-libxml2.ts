import {
  XmlElement as LibElement,
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlParseError,
  XmlText,
} from "libxml2-wasm";
import type { XmlElement } from "../src/xml/xml-element.ts";
import { toXmlElement, type XmlNode } from "../src/xml/xml-node.ts";

/**
 * The result of libxml2. A document that only violates rules of namespaces (`namespaces`) is well-formed,
 * except that libxml2 does not check what follows its root.
 */
export type Verdict = "well-formed" | "namespaces" | "not well-formed";

/** Parses a document with libxml2; returns its verdict if there is no tree. */
export function parseWithLibxml2(bytes: Uint8Array): XmlElement | Verdict {
  return read(bytes, ({ root }) => toXmlElement(toNode(root)));
}

export function verdictOf(bytes: Uint8Array): Verdict {
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
