import type { XmlNode } from "../xml/xml-node.ts";
import type { Table } from "./table.ts";

/** The items that were found below a wrapper, and what was found beside them. */
export interface FoundItems {
  readonly items: readonly XmlNode[];
  readonly rest: readonly XmlNode[];
}

/**
 * Finds items whose nesting is not documented: one element an item, whatever its name, at any depth;
 * or the items' own elements without an element around them, where an item begins with each repeated
 * name. Clients in the field read `errorMessage` in this way.
 */
export function itemsAtAnyDepth(table: Table, item: string, node: XmlNode): FoundItems {
  const isOwn = (child: XmlNode) => table.fields.some((field) => field.element === child.name);
  const items: XmlNode[] = [];
  const rest: XmlNode[] = [];
  let loose: XmlNode[] = [];
  const endLoose = () => {
    if (loose[0])
      items.push({ ...node, text: "", attributes: [], elements: loose, offset: loose[0].offset });
    loose = [];
  };
  for (const child of node.elements) {
    if (isOwn(child)) {
      if (loose.some(({ name }) => name === child.name)) endLoose();
      loose.push(child);
      continue;
    }
    endLoose();
    const own = child.elements.filter(isOwn);
    const repeated = own.some(({ name }, index) => own.findIndex((o) => o.name === name) !== index);
    if (own.length > 0 && !repeated) {
      items.push(child);
      continue;
    }
    const below = itemsAtAnyDepth(table, item, child);
    if (below.items.length > 0) {
      items.push(...below.items);
      if (below.rest.length > 0) rest.push({ ...child, elements: below.rest });
    } else if (child.name === item) items.push(child);
    else rest.push(child);
  }
  endLoose();
  return { items, rest };
}
