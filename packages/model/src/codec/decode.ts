import { documents } from "../gen/tables.ts";
import type { DocumentName, Documents } from "../gen/types.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { XmlError } from "../xml/xml-error.ts";
import type { XmlLimits } from "../xml/xml-limits.ts";
import type { XmlNode } from "../xml/xml-node.ts";
import { DecodeError } from "./decode-error.ts";
import { Reader } from "./reader.ts";

/**
 * Reads a body as the document that it should be.
 *
 * Reading is tolerant where the device may grow: a word that is not enumerated becomes `"unknown"`
 * with the word itself under `raw`, elements that the specification does not define are kept under
 * `extra`, and the order of elements does not matter. A list is a list, whether its wrapper is
 * empty, absent, or there twice. Text stays text. All REST versions are read alike, and none has to be
 * known.
 *
 * @param document The document that the operation and the status call for.
 * @param body The body, as it came.
 * @param limits What is too large to be read; see {@link XmlLimits} for the defaults.
 * @throws {DecodeError} where the body is not that document, with the position and the reason.
 */
export function decode<Name extends DocumentName>(
  document: Name,
  body: Uint8Array,
  limits: Partial<XmlLimits> = {},
): Documents[Name] {
  const { root, table } = documents[document];
  const reader = new Reader(document, body);
  const node = parse(document, body, limits);
  if (node.name !== root) {
    throw reader.error("wrong-root", `expected the root <${root}>, got <${node.name}>`, node);
  }
  // The tables and the types are generated from the same schemas.
  return reader.object(table, node, root) as unknown as Documents[Name];
}

function parse(document: DocumentName, body: Uint8Array, limits: Partial<XmlLimits>): XmlNode {
  try {
    return parseXml(body, limits);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { code, message, position } = error;
    throw new DecodeError(code, message, { document, position, cause: error });
  }
}
