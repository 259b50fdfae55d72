import { XMLParser } from "fast-xml-parser";
import type { ScannedMarkup } from "./markup-scanner.ts";
import { XmlError } from "./xml-error.ts";
import type { XmlNode } from "./xml-node.ts";
import { resolveReferences } from "./xml-reference.ts";

/**
 * What no XML name begins with. The parser makes names the keys of plain objects, and so refuses
 * `constructor` and renames `toString`: behind a prefix, all names are alike to it.
 */
const PREFIX = ".";
const TEXT = "#text";
const CDATA = "#cdata";
const ATTRIBUTES = ":@";

/** A text, a CDATA section, or an element: its content under its prefixed name. */
interface ParsedItem {
  readonly [element: `${typeof PREFIX}${string}`]: readonly ParsedItem[];
  readonly [ATTRIBUTES]?: Readonly<Record<string, string>>;
  readonly [TEXT]?: string;
  readonly [CDATA]?: readonly { readonly [TEXT]: string }[];
}

const parser = new XMLParser({
  preserveOrder: true,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIX,
  // The parser asks again, with the first answer, for the name of an empty element.
  transformTagName: (name) => (name.startsWith(PREFIX) ? name : PREFIX + name),
  // Its conversions lose information: 007 becomes 7, and &#x41; stays as it is.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  // Spares a path as text for each value.
  jPath: false,
  // The depth is bounded before.
  maxNestedTags: Number.POSITIVE_INFINITY,
});

/**
 * Builds the tree of scanned markup.
 *
 * @throws {XmlError} `not-well-formed` where the parser sees other elements than the scanner did
 */
export function buildTree({ markup, offsets }: ScannedMarkup): XmlNode {
  const offsetOf = offsets.values();
  const [root] = parse(markup);
  if (root === undefined) throw disagreement();
  const node = toNode(root, offsetOf);
  if (offsetOf.next().done !== true) throw disagreement();
  return node;
}

function parse(markup: string): readonly ParsedItem[] {
  try {
    return parser.parse(markup);
  } catch {
    // The parser's message may quote content.
    throw disagreement();
  }
}

function toNode(item: ParsedItem, offsets: Iterator<number, undefined>): XmlNode {
  const offset = offsets.next().value;
  const key = Object.keys(item).find(isElementKey);
  if (offset === undefined || key === undefined) throw disagreement();
  let text = "";
  const children: XmlNode[] = [];
  for (const child of item[key] ?? []) {
    const cdata = child[CDATA];
    if (child[TEXT] !== undefined) text += resolveReferences(child[TEXT]);
    else if (cdata) text += cdata.map((part) => part[TEXT]).join("");
    else children.push(toNode(child, offsets));
  }
  const attributes = Object.entries(item[ATTRIBUTES] ?? {}).map(
    ([name, value]) => [name.slice(PREFIX.length), toAttributeValue(value)] as const,
  );
  return { name: key.slice(PREFIX.length), attributes, text, children, offset };
}

function isElementKey(key: string): key is `${typeof PREFIX}${string}` {
  return key.startsWith(PREFIX);
}

/** https://www.w3.org/TR/xml/#AVNormalize: white space that is not a reference becomes spaces. */
function toAttributeValue(raw: string): string {
  return resolveReferences(raw.replace(/[\t\n]/g, " "));
}

function disagreement(): XmlError {
  return new XmlError("not-well-formed", "found markup that reads in more than one way");
}
