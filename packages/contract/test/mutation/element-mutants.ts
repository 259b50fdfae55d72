import { writeXml, type XmlElement } from "@asyncstatus/model/xml";
import { XmlElement as LibElement, XmlDocument, XmlText } from "libxml2-wasm";
import type { Mutant, MutantKind } from "./mutant.ts";

/** An element as libxml2 reads it, without white space between elements. */
interface Element extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly text: string;
  readonly elements: Element[];
}

/** The indexes among siblings from the root to an element. */
type Place = readonly number[];

/** Returns the elements that replace an element. */
type Change = (element: Element) => Element[];

/** All mutants of the elements of a body. */
export function elementMutants(body: Uint8Array): Mutant[] {
  return [...places(readElement(body))].flatMap(({ element, place, path }) =>
    [...changesOf(element, place.length === 0), ...swapsOf(element)].map(
      ([kind, change, suffix = ""]) => ({
        kind,
        what: `${path}${suffix}`,
        change: (response) => {
          const changed = replaced(readElement(response.body), place, change);
          return { ...response, body: new TextEncoder().encode(writeXml(changed)) };
        },
      }),
    ),
  );
}

function readElement(xml: Uint8Array): Element {
  using document = XmlDocument.fromBuffer(xml);
  return toElement(document.root);
}

function toElement(node: LibElement): Element {
  const elements: Element[] = [];
  let text = "";
  for (let child = node.firstChild; child; child = child.next) {
    if (child instanceof LibElement) elements.push(toElement(child));
    else if (child instanceof XmlText) text += child.content;
  }
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return { name: node.name, attributes, text: elements.length > 0 ? "" : text, elements };
}

function changesOf({ text, elements, name }: Element, isRoot: boolean): [MutantKind, Change][] {
  const stranger: Element = { name: "stranger", attributes: {}, text: "", elements: [] };
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
  if (elements.length > 0 || text === "") {
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
function swapsOf({ elements }: Element): [MutantKind, Change, string][] {
  return elements.slice(1).flatMap((second, index) => {
    const first = elements[index];
    if (!first || first.name === second.name) return [];
    const swap: Change = (it) => [
      { ...it, elements: it.elements.toSpliced(index, 2, second, first) },
    ];
    return [["order", swap, `: ${second.name} before ${first.name}`]];
  });
}

function* places(
  element: Element,
  place: Place = [],
  path = element.name,
): Generator<{ readonly element: Element; readonly place: Place; readonly path: string }> {
  yield { element, place, path };
  for (const [index, child] of element.elements.entries()) {
    const alike = element.elements.filter(({ name }) => name === child.name);
    // Of many alike, the first and the last stand for all.
    if (child !== alike[0] && child !== alike.at(-1)) continue;
    const which = alike.length > 1 ? `[${alike.indexOf(child) + 1}]` : "";
    yield* places(child, [...place, index], `${path}/${child.name}${which}`);
  }
}

function replaced(element: Element, [index, ...rest]: Place, change: Change): Element {
  if (index === undefined) return change(element)[0] ?? element;
  const child = element.elements[index];
  if (!child) throw new Error(`There is no element ${index} in <${element.name}>.`);
  const others = rest.length === 0 ? change(child) : [replaced(child, rest, change)];
  return { ...element, elements: element.elements.toSpliced(index, 1, ...others) };
}
