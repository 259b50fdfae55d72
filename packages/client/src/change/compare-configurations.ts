import type { ConfigurationElement, ElementKey } from "../elements/element.ts";
import { idOf, keyNamesOf, keyOf } from "./key-attributes.ts";
import {
  type AttributeChange,
  attributeChanges,
  type Change,
  type PlannedEdit,
} from "./plan-change.ts";
import { canonicalList, type ReadConfigurations, type UnreadType } from "./read-configurations.ts";

/** The differences between the editing configuration and the running one. */
export interface ConfigurationComparison {
  /** The changes that a save and an activate would make to the running configuration, by element. */
  readonly differences: readonly PlannedEdit[];
  /** The element types that could not be compared. With any, the configurations are never called equal. */
  readonly unread: readonly UnreadType[];
}

/**
 * Compares the editing configuration with the running one. Returns what a save and an activate would add,
 * update and delete. Sends nothing.
 */
export function compareConfigurations(read: ReadConfigurations): ConfigurationComparison {
  const running = indexByKey(read, read.running);
  const differences: PlannedEdit[] = [];
  for (const [id, { element, key }] of indexByKey(read, read.editing)) {
    const before = running.get(id)?.element;
    running.delete(id);
    if (!before) differences.push({ action: "add", key, element });
    else {
      const changes = changesBetween(before, element);
      if (changes.length > 0) differences.push({ action: "update", key, element, changes });
    }
  }
  for (const { element, key } of running.values()) {
    differences.push({ action: "delete", key, element });
  }
  return { differences, unread: read.unread };
}

/**
 * Returns the differences that a change does not explain: edits of other users, or earlier ones, that a
 * save would save with it.
 */
export function editsBeside(
  change: Change,
  { keys }: Pick<ReadConfigurations, "keys">,
  differences: readonly PlannedEdit[],
): readonly PlannedEdit[] {
  const wanted = new Map(
    change.elements.map((element) => [
      idOf(element.type, element.attributes, keyNamesOf(keys, element.type) ?? []),
      element,
    ]),
  );
  return differences.filter((difference) => {
    const { type } = difference.element;
    const ours = wanted.get(idOf(type, difference.key, keyNamesOf(keys, type) ?? []));
    if (!ours) return true;
    // An element that was added or deleted becomes as the change wants it.
    if (difference.action !== "update" || ours.state === "absent") return false;
    return difference.changes.some((change) =>
      "name" in change
        ? !Object.hasOwn(ours.attributes ?? {}, change.name)
        : ours.subElements === undefined,
    );
  });
}

interface Indexed {
  readonly element: ConfigurationElement;
  readonly key: ElementKey;
}

/** Elements with the same key, or without one, are numbered. */
function indexByKey(
  { keys }: Pick<ReadConfigurations, "keys">,
  elements: readonly ConfigurationElement[],
): Map<string, Indexed> {
  const index = new Map<string, Indexed>();
  const counts = new Map<string, number>();
  for (const element of elements) {
    const names = keyNamesOf(keys, element.type) ?? [];
    const id = idOf(element.type, element.attributes, names);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    index.set(`${id} ${count}`, { element, key: keyOf(element.attributes, names) });
  }
  return index;
}

function changesBetween(
  before: ConfigurationElement,
  after: ConfigurationElement,
): readonly AttributeChange[] {
  const names = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  const changes = attributeChanges(before, after, names);
  const [from, to] = [before.subElements, after.subElements];
  const isSame = canonicalList(from) === canonicalList(to);
  return isSame ? changes : [...changes, { subElements: true, from, to }];
}
