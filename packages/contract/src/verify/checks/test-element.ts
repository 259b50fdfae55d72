import { OptionError } from "@asyncstatus/client";
import { type ConfigElement, EncodeError, encode } from "@asyncstatus/model";

/** An element that a verification adds and deletes. */
export interface TestElement {
  /** The element type, such as `session-agent`. */
  readonly type: string;
  /** The value, or a list of values, by the name of the attribute: all key attributes, and any others. */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
}

/** @throws {OptionError} If a text has characters that XML does not allow. */
export function bodyOf({ type, attributes }: TestElement): string {
  const document = {
    elementType: type,
    attributes: Object.entries(attributes).map(([name, value]) => ({
      name,
      values: [value].flat(),
    })),
    subElements: [],
  };
  try {
    return encode("ConfigElement", document);
  } catch (error) {
    if (error instanceof EncodeError) throw new OptionError("allow.testElement", error.message);
    throw error;
  }
}

/** Returns the first given attribute that an element lacks or has with another value. */
export function differenceFrom(
  { type, attributes }: TestElement,
  found: ConfigElement,
): string | undefined {
  if (found.elementType !== type) return "the element type";
  return Object.entries(attributes).find(([name, value]) => {
    const values = found.attributes.filter((each) => each.name === name).flatMap((e) => e.values);
    return JSON.stringify(values.toSorted()) !== JSON.stringify([value].flat().toSorted());
  })?.[0];
}
