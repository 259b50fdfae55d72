import type { XmlElement } from "../xml/xml-element.ts";

/** What reading adds to a value where the device says more than this version of the API defines. */
export interface Decoded<Words extends string> {
  /** The device's own words, where a property says `"unknown"`. Never written. */
  raw?: { [Word in Words]?: string };
  /**
   * Elements that this version does not define, as they came; an attribute is kept as an element
   * whose name begins with `@`. Never written.
   */
  extra?: XmlElement[];
}
