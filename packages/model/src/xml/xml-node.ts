import type { XmlElement } from "./xml-element.ts";

/** A parsed element with its place in the input. */
export interface XmlNode {
  /** The name as written, prefix included. */
  readonly name: string;
  /** Names and values, in document order. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The text and CDATA directly inside the element, joined, with all white space. */
  readonly text: string;
  readonly elements: readonly XmlNode[];
  /** The offset of the start tag: see {@link Position.offset}. */
  readonly offset: number;
}

/** Converts a parsed element to plain data, without white space between child elements. */
export function toXmlElement(node: XmlNode): XmlElement {
  const element: XmlElement = { name: node.name };
  if (node.attributes.length > 0) {
    // fromEntries defines own properties, even for `__proto__`.
    element.attributes = Object.fromEntries(node.attributes);
  }
  if (node.elements.length === 0 ? node.text !== "" : /[^ \t\r\n]/.test(node.text)) {
    element.text = node.text;
  }
  if (node.elements.length > 0) {
    element.elements = node.elements.map(toXmlElement);
  }
  return element;
}
