import type { ConfigElement, SubElement } from "@asyncstatus/model";

/** Key attributes by name; a list if an attribute has several values. */
export type ElementKey = Readonly<Record<string, string | readonly string[]>>;

/** An element of the configuration. */
export interface ConfigurationElement extends ElementContent {
  /** The element type, such as `session-agent`. */
  readonly type: string;
}

/** An element below another one. */
export interface ConfigurationSubElement extends ElementContent {
  /** Absent if the device does not name it. */
  readonly type?: string;
}

/** The attributes and sub-elements of an element. */
export interface ElementContent {
  /** The values by the name of the attribute. Most attributes have one value. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly subElements: readonly ConfigurationSubElement[];
}

/** An element to add or to change. */
export interface ElementInput {
  /** The element type, such as `session-agent`. */
  readonly type: string;
  /** The value, or a list of values, by the name of the attribute. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
  /** Which sub-elements a change keeps is not documented: pass all that should remain. */
  readonly subElements?: readonly SubElementInput[];
}

/** An element below one to add or to change. */
export type SubElementInput = Omit<ElementInput, "type"> & { readonly type?: string };

/** Reads the document of an element. */
export function fromDocument({ elementType, ...content }: ConfigElement): ConfigurationElement {
  return { type: elementType, ...contentOf(content) };
}

function contentOf({ attributes, subElements }: Omit<SubElement, "elementType">): ElementContent {
  const values = new Map<string, string[]>();
  for (const attribute of attributes) {
    values.set(attribute.name, [...(values.get(attribute.name) ?? []), ...attribute.values]);
  }
  return {
    // fromEntries defines own properties, even for `__proto__`.
    attributes: Object.fromEntries(values),
    subElements: subElements.map(({ elementType, ...content }) => ({
      ...(elementType !== undefined && { type: elementType }),
      ...contentOf(content),
    })),
  };
}

/** Writes an element as its document. */
export function toDocument({ type, ...content }: ElementInput): ConfigElement {
  return { elementType: type, ...contentToDocument(content) };
}

function contentToDocument({
  attributes = {},
  subElements = [],
}: Omit<ElementInput, "type">): Omit<ConfigElement, "elementType"> {
  return {
    attributes: Object.entries(attributes).map(([name, value]) => ({
      name,
      values: [value].flat(),
    })),
    subElements: subElements.map(({ type, ...content }) => ({
      ...(type !== undefined && { elementType: type }),
      ...contentToDocument(content),
    })),
  };
}
