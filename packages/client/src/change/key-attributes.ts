import type { AttributeMetadata, ElementType } from "@asyncstatus/model";
import { OptionError } from "../errors/option-error.ts";

/** Returns the names of the key attributes of an element type. */
export function keyNamesIn(metadata: readonly AttributeMetadata[]): readonly string[] {
  return metadata.filter(({ key }) => key).map(({ name }) => name);
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
