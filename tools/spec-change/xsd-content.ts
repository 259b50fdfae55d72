import { XmlDocument, XmlElement } from "libxml2-wasm";
import type { Json, JsonObject } from "../spec/merge-patch.ts";

const groups = new Set(["sequence", "all", "choice"]);
const wrappers = new Set(
  "complexType simpleType complexContent simpleContent extension restriction".split(" "),
);

type Types = ReadonlyMap<string, XmlElement>;

/**
 * An XSD for comparison: what its root element allows, with named types written out in place; a type inside
 * itself by its name.
 */
export function xsdContent(source: string): JsonObject {
  using document = XmlDocument.fromString(source);
  const declared = childrenOf(document.root);
  const types: Types = new Map(declared.map((each) => [attributesOf(each).name ?? "", each]));
  const root = declared.findLast(({ name }) => name === "element");
  if (!root) throw new Error("The schema declares no root element.");
  return { source, [attributesOf(root).name ?? ""]: contentOf(root, types) };
}

function contentOf(node: XmlElement, types: Types): JsonObject {
  const { name, type = "", base = type, minOccurs = 1, maxOccurs = 1, ...own } = attributesOf(node);
  const named = types.get(base);
  const outside: Types = new Map([...types].filter(([known]) => known !== base));
  const inherited = named ? contentOf(named, outside) : base && { type: base };
  const parts: (readonly [key: string, Json])[] = Object.entries({ ...own, ...inherited });
  const words: [string, Json][] = [];
  for (const child of childrenOf(node)) {
    const { name: key = child.name, value } = attributesOf(child);
    if (child.name === "enumeration") words.push([value ?? "", {}]);
    else if (value !== undefined) parts.push([child.name, value]);
    else if (wrappers.has(child.name)) parts.push(...Object.entries(contentOf(child, types)));
    else parts.push([key, contentOf(child, types)]);
  }
  if (words.length > 0) parts.push(["enum", Object.fromEntries(words)]);
  const content = Object.fromEntries(
    parts.map(([key, value], index) => {
      const isRepeated = parts.findIndex(([other]) => other === key) < index;
      return [isRepeated ? `${key} ${index}` : key, value];
    }),
  );
  if (wrappers.has(node.name)) return content;
  const occurs = `${minOccurs}..${maxOccurs}`;
  return groups.has(node.name) ? { occurs, elements: content } : { occurs, ...content };
}

function attributesOf(element: XmlElement): {
  [name: string]: string;
  name?: string;
  value?: string;
} {
  return Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
}

function childrenOf(element: XmlElement): XmlElement[] {
  const children: XmlElement[] = [];
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement && node.name !== "annotation") children.push(node);
  }
  return children;
}
