import { buildTree } from "./build-tree.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { MarkupScanner } from "./markup-scanner.ts";
import { positionAt } from "./position.ts";
import { findForbiddenCharacter, nameCodePoint } from "./xml-character.ts";
import { endOfXmlDeclaration } from "./xml-declaration.ts";
import { XmlError } from "./xml-error.ts";
import { DEFAULT_XML_LIMITS, type XmlLimits } from "./xml-limits.ts";
import type { XmlNode } from "./xml-node.ts";

export type { XmlLimits };

/**
 * Reads a document of XML 1.0 in UTF-8, without DOCTYPE, as a tree.
 *
 * Text stays as it is but for what XML prescribes: references are decoded, line ends become LF,
 * white space in attributes becomes spaces. Comments and processing instructions are left out,
 * prefixes are not resolved.
 *
 * @throws {XmlError} whatever is wrong with the input
 */
export function parseXml(bytes: Uint8Array, limits?: Partial<XmlLimits>): XmlNode {
  const bounds = { ...DEFAULT_XML_LIMITS, ...limits };
  bounds.maxDepth = Math.min(bounds.maxDepth, 256);
  if (bytes.byteLength > bounds.maxBytes) {
    throw new XmlError(
      "too-large",
      `found ${bytes.byteLength} bytes, expected at most ${bounds.maxBytes}`,
    );
  }
  const text = decodeUtf8(bytes);
  // First of all: in another encoding, its characters are others.
  const start = endOfXmlDeclaration(text);
  const forbidden = findForbiddenCharacter(text);
  if (forbidden !== -1) {
    throw new XmlError(
      "forbidden-character",
      `found ${nameCodePoint(text, forbidden)}, which XML 1.0 does not allow`,
      positionAt(text, forbidden),
    );
  }
  return buildTree(new MarkupScanner(text, start, bounds).scan());
}
