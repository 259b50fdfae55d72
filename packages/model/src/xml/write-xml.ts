import { findForbiddenCharacter, nameCodePoint } from "./xml-character.ts";
import type { XmlElement } from "./xml-element.ts";
import { XmlError } from "./xml-error.ts";
import { defaultXmlLimits } from "./xml-limits.ts";
import { isNcName } from "./xml-name.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A reader would take a bare CR for a line end, and a bare tab or line end in an attribute for a space. */
const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

/**
 * Writes a document in the device's layout: two spaces a level, text on its element's line, empty
 * elements as one tag, no line end after the root.
 *
 * An element that holds both text and elements is written without layout, and its text first, so
 * that reading gives the same tree.
 *
 * @throws {XmlError} `forbidden-name`, `forbidden-character`, `too-deep`
 */
export function writeXml(root: XmlElement): string {
  return `${declaration}${writeElement(root, 1, "\n")}`;
}

/** `lineStart` goes before the start tag, empty within mixed content. */
function writeElement(element: XmlElement, depth: number, lineStart: string): string {
  // A tree from elsewhere may even contain itself.
  if (depth > defaultXmlLimits.maxDepth) {
    throw new XmlError(
      "too-deep",
      `cannot write elements nested more than ${defaultXmlLimits.maxDepth} deep`,
    );
  }
  const { name, attributes = {}, text = "", elements = [] } = element;
  const attributeText = Object.entries(attributes)
    .map(([key, value]) => ` ${checkName(key)}="${escapeText(value, /[&<>"\t\n\r]/g)}"`)
    .join("");
  const tag = `${checkName(name)}${attributeText}`;
  if (text === "" && elements.length === 0) return `${lineStart}<${tag}/>`;

  const inner = text === "" && lineStart !== "" ? `${lineStart}  ` : "";
  const content = elements.map((child) => writeElement(child, depth + 1, inner)).join("");
  const outer = inner === "" ? "" : lineStart;
  return `${lineStart}<${tag}>${escapeText(text, /[&<>\r]/g)}${content}${outer}</${name}>`;
}

function checkName(name: string): string {
  if (!isNcName(name)) {
    throw new XmlError(
      "forbidden-name",
      `cannot write the name ${JSON.stringify(name)}, expected an XML name without a colon`,
    );
  }
  return name;
}

function escapeText(text: string, special: RegExp): string {
  const forbidden = findForbiddenCharacter(text);
  if (forbidden !== -1) {
    throw new XmlError(
      "forbidden-character",
      `cannot write ${nameCodePoint(text, forbidden)}, which XML 1.0 does not allow`,
    );
  }
  return text.replace(special, (character) => escapes[character] ?? character);
}
