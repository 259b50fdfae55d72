import type { XmlElement } from "../xml/xml-element.ts";

/** Content of a decoded value that this version of the API does not define. Never written. */
export interface Decoded<Property extends string> {
  /** The device's value of each property that is `"unknown"`. */
  raw?: { [Name in Property]?: string };
  /** Undefined elements. An attribute is kept as an element whose name begins with `@`. */
  extra?: XmlElement[];
}
