// fast-xml-parser reads the markup, and a scanner checks it first, because no validator of the library
// decides reliably what is well-formed. The parser checks next to nothing; its own validator accepts a
// second root, "<" in attributes, "]]>" in text and undefined entities; fast-xml-validator 1.4.2, which
// replaces it, accepts 26 malformed inputs of test/hostile and refuses 4 well-formed ones. None of them
// limits the number of elements, so the scanner checks the whole grammar in one linear pass.

import { buildTree } from "./build-tree.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { MarkupScanner } from "./markup-scanner.ts";
import { positionAt } from "./position.ts";
import { findForbiddenCharacter, nameCodePoint } from "./xml-character.ts";
import { endOfXmlDeclaration } from "./xml-declaration.ts";
import { XmlError } from "./xml-error.ts";
import { defaultXmlLimits, type XmlLimits } from "./xml-limits.ts";
import type { XmlNode } from "./xml-node.ts";

/**
 * Reads an XML 1.0 document in UTF-8, without DOCTYPE, as a tree.
 *
 * As XML prescribes, references are decoded, line ends become LF, and white space in attributes
 * becomes spaces; all other text is kept. Comments and processing instructions are dropped, and
 * prefixes are not resolved.
 *
 * @throws {XmlError} If the input is not well-formed or exceeds a limit.
 */
export function parseXml(bytes: Uint8Array, limits?: Partial<XmlLimits>): XmlNode {
  const bounds = { ...defaultXmlLimits, ...limits };
  bounds.maxDepth = Math.min(bounds.maxDepth, 256);
  if (bytes.byteLength > bounds.maxBytes) {
    throw new XmlError(
      "too-large",
      `found ${bytes.byteLength} bytes, expected at most ${bounds.maxBytes}`,
    );
  }
  const text = decodeUtf8(bytes);
  // First, because in another encoding the characters are different ones.
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
