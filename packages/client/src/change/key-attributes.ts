import type { AttributeMetadata, ElementType } from "@asyncstatus/model";
import type { ElementKey } from "../elements/element.ts";
import { OptionError } from "../errors/option-error.ts";

/** Returns the names of the key attributes of an element type. */
export function keyNamesIn(metadata: readonly AttributeMetadata[]): readonly string[] {
  return metadata.filter(({ key }) => key).map(({ name }) => name);
}

/** Returns the names of the key attributes of a type; undefined if the type was not read. */
export function keyNamesOf(
  keys: Readonly<Record<string, readonly string[]>>,
  type: string,
): readonly string[] | undefined {
  return Object.hasOwn(keys, type) ? keys[type] : undefined;
}

/**
 * Checks a type without key attributes.
 *
 * @throws {OptionError} If it is not a singleton: nothing identifies its elements.
 */
export function requireSingleton(
  option: string,
  type: string,
  types: readonly ElementType[],
): void {
  if (types.some(({ name, single }) => name === type && single)) return;
  throw new OptionError(option, `the device reports no key attributes of ${type}`);
}

type Attributes = Readonly<Record<string, string | readonly string[]>>;

/** Returns the values of an attribute; none if the element does not have it. */
export function valuesOf(attributes: Attributes | undefined, name: string): readonly string[] {
  const value = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return [value ?? []].flat();
}

/** Returns the key attributes of an element. */
export function keyOf(attributes: Attributes | undefined, names: readonly string[]): ElementKey {
  return Object.fromEntries(
    names.map((name) => [
      name,
      attributes && Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : [],
    ]),
  );
}

/** Returns a text that is equal for elements of one type with equal key attributes. */
export function idOf(
  type: string,
  attributes: Attributes | undefined,
  names: readonly string[],
): string {
  return JSON.stringify([type, ...names.map((name) => valuesOf(attributes, name))]);
}
