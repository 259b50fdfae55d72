import { type Element, readElement, writeElement } from "../validation/element.ts";
import type { Answered } from "../validation/validate-response.ts";
import type { Mutant, MutantKind } from "./mutant.ts";

/** Where an element is: the place among its siblings, from the root down. */
type Place = readonly number[];

/** What becomes of an element: others in its place, or none. */
type Change = (element: Element) => readonly Element[];

/** Every element changed in each way that it can be. */
export function elementMutants(root: Element): Mutant[] {
  return [...places(root)].flatMap(({ element, place, path }) => [
    ...changesOf(element, place).map(([kind, change, what = path]) => ({
      kind,
      what,
      change: inBody((document) => replaced(document, place, change)),
    })),
    ...orderMutants(element, place, path),
  ]);
}

function changesOf(element: Element, place: Place): [MutantKind, Change, string?][] {
  const { text, children, name } = element;
  const stranger: Element = { name: "stranger", attributes: {}, text: "", children: [] };
  const isRoot = place.length === 0;
  return [
    ["element renamed", (it) => [{ ...it, name: `${name}X` }]],
    ["attribute added", (it) => [{ ...it, attributes: { ...it.attributes, stranger: "1" } }]],
    ...(isRoot
      ? []
      : ([
          ["element removed", () => []],
          ["element doubled", (it) => [it, it]],
          ["element added", (it) => [it, stranger]],
        ] satisfies [MutantKind, Change][])),
    ...(children.length > 0 || text === ""
      ? ([["text added", (it) => [{ ...it, text: "stray" }]]] satisfies [MutantKind, Change][])
      : ([
          ["text changed", (it) => [{ ...it, text: other(it.text) }]],
          ["text emptied", (it) => [{ ...it, text: "" }]],
        ] satisfies [MutantKind, Change][])),
  ];
}

/** Another text of the same look, so that only what it says is wrong. */
function other(text: string): string {
  return /^\d+$/.test(text) ? `${Number(text) + 1}` : `${text}x`;
}

/** Each two neighbours in each other's place. */
function orderMutants({ children }: Element, place: Place, path: string): Mutant[] {
  return children.slice(1).flatMap((second, index) => {
    const first = children[index];
    if (!first || first.name === second.name) return [];
    return [
      {
        kind: "order",
        what: `${path}: ${second.name} before ${first.name}`,
        change: inBody((document) =>
          replaced(document, place, (it) => [
            {
              ...it,
              children: it.children.toSpliced(
                index,
                2,
                ...it.children.slice(index, index + 2).toReversed(),
              ),
            },
          ]),
        ),
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
  return (answer: Answered) => ({
    ...answer,
    body: new TextEncoder().encode(writeElement(change(readElement(answer.body)))),
  });
}
