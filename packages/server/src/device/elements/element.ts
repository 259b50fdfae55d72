/** An element of the configuration, or of another element. */
export interface DeviceElement {
  /** The element type, such as `session-agent`. */
  readonly type: string;
  /** The values by the name of the attribute. */
  readonly attributes?: AttributeValues;
  readonly subElements?: readonly DeviceElement[];
}

/** The values of attributes, by name: one, or a list. */
export interface AttributeValues {
  readonly [name: string]: string | readonly string[];
}

/** A complete element, with the values of all attributes. */
export interface StoredElement {
  readonly type: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly subElements: readonly StoredElement[];
}

/** An edit of the elements. */
export interface ElementsEdit {
  /** Elements to add. */
  readonly add?: readonly DeviceElement[];
  /** Elements to change, by their key attributes. Other attributes stay. */
  readonly change?: readonly DeviceElement[];
  /** Elements to delete, by their key attributes. */
  readonly delete?: readonly DeviceElement[];
}
