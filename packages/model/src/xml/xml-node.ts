import type { XmlElement } from "./xml-element.ts";

/** A parsed element that knows its place in the input. */
export interface XmlNode {
  /** The name as written, prefix included. */
  readonly name: string;
  /** Names and values, in document order. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The text and CDATA directly inside the element, joined, white space kept. */
  readonly text: string;
  readonly elements: readonly XmlNode[];
  /** Where the start tag begins: see {@link Position.offset}. */
  readonly offset: number;
}

/** Turns a parsed element into plain data, without the white space that only lays out child elements. */
export function toXmlElement(node: XmlNode): XmlElement {
  const element: XmlElement = { name: node.name };
  if (node.attributes.length > 0) {
    // fromEntries defines own properties, so that even `__proto__` is an attribute like any other.
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
