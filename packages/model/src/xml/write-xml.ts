import { findForbiddenCharacter, nameCodePoint } from "./xml-character.ts";
import type { XmlElement } from "./xml-element.ts";
import { XmlError } from "./xml-error.ts";
import { defaultXmlLimits } from "./xml-limits.ts";
import { isNcName } from "./xml-name.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A parser reads an unescaped CR as LF, and an unescaped tab or line end in an attribute as a space. */
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
 * Writes an XML document in the device's layout: two spaces per level, text on its element's line,
 * self-closing empty elements, no final line end.
 *
 * Mixed content is written without layout, text first, so that it reads back as the same tree.
 *
 * @throws {XmlError} `forbidden-name`, `forbidden-character`, `too-deep`
 */
export function writeXml(root: XmlElement): string {
  return `${declaration}${writeElement(root, 1, "\n")}`;
}

/** @param lineStart Precedes the start tag; empty inside mixed content. */
function writeElement(element: XmlElement, depth: number, lineStart: string): string {
  // A tree may contain itself.
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
