import { XMLParser } from "fast-xml-parser";
import type { ScannedMarkup } from "./markup-scanner.ts";
import { XmlError } from "./xml-error.ts";
import type { XmlNode } from "./xml-node.ts";
import { resolveReferences } from "./xml-reference.ts";

/** Keeps names such as `constructor` from being refused or renamed; no XML name begins with it. */
const prefix = ".";
const text = "#text";
const cdata = "#cdata";
const attributes = ":@";

/** An element as its children under its prefixed name, a text, or a CDATA section. */
interface ParsedItem {
  readonly [element: `${typeof prefix}${string}`]: readonly ParsedItem[];
  readonly [attributes]?: Readonly<Record<string, string>>;
  readonly [text]?: string;
  readonly [cdata]?: readonly { readonly [text]: string }[];
}

const parser = new XMLParser({
  preserveOrder: true,
  textNodeName: text,
  cdataPropName: cdata,
  ignoreAttributes: false,
  attributeNamePrefix: prefix,
  // Called again with its own result for an empty element.
  transformTagName: (name) => (name.startsWith(prefix) ? name : prefix + name),
  // Its conversions lose information: 007 becomes 7, and &#x41; is not decoded.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  // Faster: no path is built for each value.
  jPath: false,
  // The scanner limits the depth.
  maxNestedTags: Number.POSITIVE_INFINITY,
});

/**
 * Builds the tree of scanned markup.
 *
 * @throws {XmlError} `not-well-formed` if the parser sees other elements than the scanner did.
 */
export function buildTree({ markup, offsets }: ScannedMarkup): XmlNode {
  const remaining = offsets.values();
  const [root] = parse(markup);
  if (root === undefined) throw disagreement();
  const node = toNode(root, remaining);
  if (remaining.next().done !== true) throw disagreement();
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
  const node = {
    name: key.slice(prefix.length),
    attributes: Object.entries(item[attributes] ?? {}).map(
      ([name, value]) => [name.slice(prefix.length), attributeValue(value)] as const,
    ),
    text: "",
    elements: [] as XmlNode[],
    offset,
  };
  for (const child of item[key] ?? []) {
    if (child[text] !== undefined) node.text += resolveReferences(child[text]);
    else if (child[cdata]) node.text += child[cdata].map((part) => part[text]).join("");
    else node.elements.push(toNode(child, offsets));
  }
  return node;
}

function isElementKey(key: string): key is `${typeof prefix}${string}` {
  return key.startsWith(prefix);
}

/** https://www.w3.org/TR/xml/#AVNormalize: white space becomes spaces, unless it is a reference. */
function attributeValue(raw: string): string {
  return resolveReferences(raw.replace(/[\t\n]/g, " "));
}

function disagreement(): XmlError {
  return new XmlError("not-well-formed", "found markup that reads in more than one way");
}
