import { XmlDocument, XmlElement, XmlText } from "libxml2-wasm";

/** An element as libxml2 reads it, independent of the codec under test. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Empty if the element has child elements. */
  readonly text: string;
  readonly children: readonly Element[];
}

export function readElement(xml: string | Uint8Array): Element {
  const bytes = typeof xml === "string" ? new TextEncoder().encode(xml) : xml;
  using document = XmlDocument.fromBuffer(bytes);
  return toElement(document.root);
}

/** Writes a document without white space between elements. */
export function writeElement(element: Element): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${toXml(element)}`;
}

/** Yields every element with the names from the root, in document order. */
export function* walk(
  element: Element,
  above: readonly string[] = [],
): Generator<{ readonly element: Element; readonly path: readonly string[] }> {
  const path = [...above, element.name];
  yield { element, path };
  for (const child of element.children) yield* walk(child, path);
}

function toElement(node: XmlElement): Element {
  const children: Element[] = [];
  let text = "";
  for (let child = node.firstChild; child; child = child.next) {
    if (child instanceof XmlElement) children.push(toElement(child));
    else if (child instanceof XmlText) text += child.content;
  }
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return { name: node.name, attributes, text: children.length > 0 ? "" : text, children };
}

function toXml({ name, attributes, text, children }: Element): string {
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${start.join("")}>${escaped(text)}${children.map(toXml).join("")}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
