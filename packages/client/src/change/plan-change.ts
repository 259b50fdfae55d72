import type { ConfigurationElement, ElementInput, ElementKey } from "../elements/element.ts";
import { OptionError } from "../errors/option-error.ts";
import { idOf, keyNamesOf, keyOf, valuesOf } from "./key-attributes.ts";
import type { ReadConfigurations } from "./read-configurations.ts";
import { requireAttributes } from "./require-attributes.ts";

/** An element that a change wants to be present or absent. */
export interface WantedElement extends ElementInput {
  /** An absent element is found by its key attributes; the others do not count. @default "present" */
  readonly state?: "present" | "absent";
}

/** A change of the configuration, as its file has it. */
export interface Change {
  /** Each element at most once. A present element keeps the attributes that are not listed. */
  readonly elements: readonly WantedElement[];
}

/** A step of a plan. */
export type PlannedEdit =
  | { readonly action: "add"; readonly key: ElementKey; readonly element: ElementInput }
  | {
      readonly action: "update";
      readonly key: ElementKey;
      readonly element: ElementInput;
      readonly changes: readonly AttributeChange[];
    }
  | { readonly action: "delete"; readonly key: ElementKey; readonly element: ConfigurationElement };

/** An attribute, or the sub-elements, before and after a change. */
export type AttributeChange =
  | { readonly name: string; readonly from: readonly string[]; readonly to: readonly string[] }
  | {
      readonly subElements: true;
      readonly from: ElementInput["subElements"];
      readonly to: ElementInput["subElements"];
    };

/**
 * Compares a change with a configuration. Returns what there is to do, in the order of the change; nothing
 * if the configuration is as wanted. Sends nothing.
 *
 * @throws {OptionError} if the change lists an element twice, lacks a key attribute, has a type that the
 *   configuration does not have, or an attribute or a value that the metadata rule out.
 */
export function planChange(
  change: Change,
  read: Pick<ReadConfigurations, "keys" | "metadata" | "editing">,
): readonly PlannedEdit[] {
  const found = new Map<string, ConfigurationElement>();
  for (const element of read.editing) {
    const names = keyNamesOf(read.keys, element.type);
    if (names) found.set(idOf(element.type, element.attributes, names), element);
  }
  const metadataOf = new Map(Object.entries(read.metadata ?? {}));
  const seen = new Set<string>();
  return change.elements.flatMap((wanted, index) => {
    const path = `elements[${index}]`;
    const names = keyNamesOf(read.keys, wanted.type);
    if (!names) throw new OptionError(path, `the device has no element type ${wanted.type}`);
    const missing = names.find((name) => !Object.hasOwn(wanted.attributes ?? {}, name));
    if (missing !== undefined) {
      throw new OptionError(path, `lacks ${missing}, a key attribute of ${wanted.type}`);
    }
    // Only the key of an absent element counts.
    if (wanted.state !== "absent") {
      requireAttributes(path, wanted, metadataOf.get(wanted.type) ?? [], read.editing);
    }
    const id = idOf(wanted.type, wanted.attributes, names);
    if (seen.has(id)) throw new OptionError(path, "repeats an element of the change");
    seen.add(id);
    return planElement(wanted, found.get(id), keyOf(wanted.attributes, names));
  });
}

function planElement(
  { state = "present", ...wanted }: WantedElement,
  found: ConfigurationElement | undefined,
  key: ElementKey,
): PlannedEdit[] {
  if (state === "absent") return found ? [{ action: "delete", key, element: found }] : [];
  if (!found) return [{ action: "add", key, element: wanted }];
  const changes = attributeChanges(found, wanted, Object.keys(wanted.attributes ?? {}));
  const { subElements } = wanted;
  if (subElements && !sameSubElements(found.subElements, subElements)) {
    changes.push({ subElements: true, from: found.subElements, to: subElements });
  }
  return changes.length > 0 ? [{ action: "update", key, element: wanted, changes }] : [];
}

/** Returns the given attributes whose values differ. */
export function attributeChanges(
  before: Pick<ConfigurationElement, "attributes">,
  after: Pick<ElementInput, "attributes">,
  names: Iterable<string>,
): AttributeChange[] {
  return [...names].flatMap((name) => {
    const from = valuesOf(before.attributes, name);
    const to = valuesOf(after.attributes, name);
    return equal(from, to) ? [] : [{ name, from, to }];
  });
}

/** The device completes sub-elements with defaults, so only the listed attributes count. */
function sameSubElements(
  found: ConfigurationElement["subElements"],
  wanted: NonNullable<ElementInput["subElements"]>,
): boolean {
  return (
    found.length === wanted.length &&
    wanted.every((sub, index) => {
      const other = found[index];
      return (
        other !== undefined &&
        (sub.type === undefined || other.type === undefined || sub.type === other.type) &&
        Object.entries(sub.attributes ?? {}).every(([name, value]) =>
          equal(valuesOf(other.attributes, name), [value].flat()),
        ) &&
        (!sub.subElements || sameSubElements(other.subElements, sub.subElements))
      );
    })
  );
}

function equal(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index]);
}
