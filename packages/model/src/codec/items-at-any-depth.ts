import type { Table } from "../schema/table.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** The items of a list, and the other elements below its wrapper. */
export interface FoundItems {
  readonly items: readonly XmlNode[];
  readonly rest: readonly XmlNode[];
}

/**
 * Finds list items whose nesting is not documented. Existing clients read `errorMessage` in this way.
 *
 * An item is an element of any name, at any depth, that contains fields of the item's type; or a bare
 * item, a run of these fields with no element around them.
 *
 * @param itemName The documented name of an item: an element of this name is an item even if it is empty.
 */
export function itemsAtAnyDepth(table: Table, itemName: string, wrapper: XmlNode): FoundItems {
  const isField = ({ name }: XmlNode) => table.fields.some(({ element }) => element === name);
  const isItem = ({ elements }: XmlNode) => {
    const names = elements.filter(isField).map(({ name }) => name);
    return names.length > 0 && new Set(names).size === names.length;
  };
  const items: XmlNode[] = [];
  const rest: XmlNode[] = [];
  for (const group of groupBareItems(wrapper.elements, isField)) {
    const [element] = group;
    if (isField(element)) {
      const { offset } = element;
      items.push({ name: wrapper.name, attributes: [], text: "", elements: group, offset });
    } else if (isItem(element)) items.push(element);
    else {
      const below = itemsAtAnyDepth(table, itemName, element);
      if (below.items.length > 0) {
        items.push(...below.items);
        if (below.rest.length > 0) rest.push({ ...element, elements: below.rest });
      } else if (element.name === itemName) items.push(element);
      else rest.push(element);
    }
  }
  return { items, rest };
}

/** Groups the fields of each bare item: a repeated name begins the next item. Others stay alone. */
function groupBareItems(
  elements: readonly XmlNode[],
  isField: (element: XmlNode) => boolean,
): [XmlNode, ...XmlNode[]][] {
  const groups: [XmlNode, ...XmlNode[]][] = [];
  for (const element of elements) {
    const last = groups.at(-1);
    const continues =
      isField(element) && last?.every((other) => isField(other) && other.name !== element.name);
    if (last && continues) last.push(element);
    else groups.push([element]);
  }
  return groups;
}
