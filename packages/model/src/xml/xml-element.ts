/** The content of an element. Empty members are omitted. */
export interface XmlContent {
  /** Attribute values by name, in document order. */
  attributes?: Record<string, string>;
  /** The text directly inside the element, joined across child elements. */
  text?: string;
  /** The child elements, in document order. */
  elements?: XmlElement[];
}

/** An XML element as plain data for JSON. */
export interface XmlElement extends XmlContent {
  /** The name as written, prefix included. */
  name: string;
}
