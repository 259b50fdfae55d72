import { keyOf } from "./edit-elements.ts";
import type { StoredElement } from "./element.ts";
import { type AttributeDefinition, findElementType } from "./element-types.ts";

/** Finds the references to elements that do not exist, as a verify reports them. */
export function findDanglingReferences(elements: readonly StoredElement[]): readonly string[] {
  const known = new Set(elements.map((element) => `${element.type} ${keyOf(element)}`));
  return elements.flatMap((element) =>
    referencesOf(element)
      .filter(({ to, value }) => !known.has(`${to} ${value}`))
      .map(
        ({ name, value }) =>
          `${element.type} [${keyOf(element)}] has reference to ${name} [${value}] which does not exist`,
      ),
  );
}

interface Reference {
  readonly name: string;
  readonly to: string;
  readonly value: string;
}

/** The references of an element and of its sub-elements, without wildcards. */
function referencesOf({ type, attributes, subElements }: StoredElement): readonly Reference[] {
  const defined: readonly AttributeDefinition[] = findElementType(type)?.attributes ?? [];
  const own = defined.flatMap(({ name, type: valueType }) =>
    valueType.name !== "reference"
      ? []
      : (attributes[name] ?? [])
          .filter((value) => value !== "" && value !== "*")
          .map((value) => ({ name, to: valueType.to, value })),
  );
  return [...own, ...subElements.flatMap(referencesOf)];
}
