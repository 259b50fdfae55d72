/** What an element holds. An empty member is left out. */
export interface XmlContent {
  /** Attribute values by name, in document order. */
  attributes?: Record<string, string>;
  /** The text directly inside the element, joined where child elements part it. */
  text?: string;
  /** The child elements, in document order. */
  elements?: XmlElement[];
}

/** An XML element as plain data, fit for JSON. */
export interface XmlElement extends XmlContent {
  /** The name as written, prefix included. */
  name: string;
}
