import { type Element, readElement, writeElement } from "../validation/element.ts";
import type { Mutant, MutantKind } from "./response-mutants.ts";

/** The indexes among siblings from the root to an element. */
type Place = readonly number[];

/** Returns the elements that replace an element. */
type Change = (element: Element) => readonly Element[];

/** All mutants of the elements of a document. */
export function elementMutants(root: Element): Mutant[] {
  return [...places(root)].flatMap(({ element, place, path }) => [
    ...changesOf(element, place.length === 0).map(([kind, change]) => ({
      kind,
      what: path,
      change: inBody((document) => replaced(document, place, change)),
    })),
    ...orderMutants(element, place, path),
  ]);
}

function changesOf({ text, children, name }: Element, isRoot: boolean): [MutantKind, Change][] {
  const stranger: Element = { name: "stranger", attributes: {}, text: "", children: [] };
  const otherText = /^\d+$/.test(text) ? `${Number(text) + 1}` : `${text}x`;
  const changes: [MutantKind, Change][] = [
    ["element renamed", (it) => [{ ...it, name: `${name}X` }]],
    ["attribute added", (it) => [{ ...it, attributes: { ...it.attributes, stranger: "1" } }]],
  ];
  if (!isRoot) {
    changes.push(
      ["element removed", () => []],
      ["element doubled", (it) => [it, it]],
      ["element added", (it) => [it, stranger]],
    );
  }
  if (children.length > 0 || text === "") {
    changes.push(["text added", (it) => [{ ...it, text: "stray" }]]);
  } else {
    changes.push(
      ["text changed", (it) => [{ ...it, text: otherText }]],
      ["text emptied", (it) => [{ ...it, text: "" }]],
    );
  }
  return changes;
}

/** Swaps each two neighbors with different names. */
function orderMutants({ children }: Element, place: Place, path: string): Mutant[] {
  return children.slice(1).flatMap((second, index): Mutant[] => {
    const first = children[index];
    if (!first || first.name === second.name) return [];
    const swap: Change = (it) => [
      { ...it, children: it.children.toSpliced(index, 2, second, first) },
    ];
    return [
      {
        kind: "order",
        what: `${path}: ${second.name} before ${first.name}`,
        change: inBody((document) => replaced(document, place, swap)),
      },
    ];
  });
}

function* places(
  element: Element,
  place: Place = [],
  path = element.name,
): Generator<{ readonly element: Element; readonly place: Place; readonly path: string }> {
  yield { element, place, path };
  for (const [index, child] of element.children.entries()) {
    const alike = element.children.filter(({ name }) => name === child.name);
    const which = alike.length > 1 ? `[${alike.indexOf(child) + 1}]` : "";
    yield* places(child, [...place, index], `${path}/${child.name}${which}`);
  }
}

function replaced(element: Element, place: Place, change: Change): Element {
  const [index, ...rest] = place;
  if (index === undefined) return change(element)[0] ?? element;
  const child = element.children[index];
  if (!child) throw new Error(`There is no element ${index} in <${element.name}>.`);
  const others = rest.length === 0 ? change(child) : [replaced(child, rest, change)];
  return { ...element, children: element.children.toSpliced(index, 1, ...others) };
}

function inBody(change: (document: Element) => Element): Mutant["change"] {
  return (response) => ({
    ...response,
    body: new TextEncoder().encode(writeElement(change(readElement(response.body)))),
  });
}
