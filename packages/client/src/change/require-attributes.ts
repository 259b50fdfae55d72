import type { AttributeMetadata } from "@asyncstatus/model";
import type { ConfigurationElement, ElementInput } from "../elements/element.ts";
import { OptionError } from "../errors/option-error.ts";
import { valuesOf } from "./key-attributes.ts";

/** The values that an attribute can have. */
interface ValueRule {
  readonly description: string;
  readonly allows: (value: string) => boolean;
}

/**
 * Checks the attributes of an element, without those of its sub-elements, by the metadata of its type.
 *
 * @param path The element, for the error.
 * @param metadata Without any, nothing is checked.
 * @param known Elements of the device. What they have is not refused: the form of the metadata is assumed.
 * @throws {OptionError} If the type does not have an attribute, or the attribute can't have the value.
 */
export function requireAttributes(
  path: string,
  { type, attributes = {} }: ElementInput,
  metadata: readonly AttributeMetadata[],
  known: readonly ConfigurationElement[],
): void {
  if (metadata.length === 0) return;
  const knownValues = (name: string) =>
    known.flatMap((one) => (one.type === type ? valuesOf(one.attributes, name) : []));
  for (const name of Object.keys(attributes)) {
    const found = metadata.find((one) => one.name === name);
    if (!found && knownValues(name).length === 0) {
      throw new OptionError(path, `${type} has no attribute ${name}`);
    }
    const rule = ruleOf(found?.type);
    // An empty value unsets an attribute.
    const isRefused = (value: string) => value !== "" && rule?.allows(value) === false;
    if (valuesOf(attributes, name).some(isRefused) && !knownValues(name).some(isRefused)) {
      throw new OptionError(path, `${name}: expected ${rule?.description}`);
    }
  }
}

/** Reads a range of integers, or an enumeration; undefined for any other form. */
function ruleOf(type: AttributeMetadata["type"]): ValueRule | undefined {
  const textsOf = (name: string) =>
    (type?.elements ?? []).flatMap((one) => (one.name === name ? (one.text ?? "") : []));
  const [kind] = textsOf("name");
  const values = textsOf("value");
  if (kind === "enumeration" && values.length > 1) {
    return { description: values.join(", "), allows: (value) => values.includes(value) };
  }
  const [minimum = "", maximum = ""] = [...textsOf("minimum"), ...textsOf("maximum")];
  if (kind !== "integer" || !isInteger(minimum) || !isInteger(maximum)) return undefined;
  return {
    description: `${minimum} to ${maximum}`,
    allows: (value) =>
      isInteger(value) && Number(value) >= Number(minimum) && Number(value) <= Number(maximum),
  };
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text);
}
