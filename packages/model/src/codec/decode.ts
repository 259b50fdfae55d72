import { documents } from "../gen/tables.ts";
import type { DocumentName, Documents } from "../gen/types.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { XmlError } from "../xml/xml-error.ts";
import type { XmlLimits } from "../xml/xml-limits.ts";
import type { XmlNode } from "../xml/xml-node.ts";
import { DecodeError } from "./decode-error.ts";
import { Reader } from "./reader.ts";

/**
 * Decodes a response body as a document.
 *
 * Reading is tolerant of extensions: an unknown enumeration value becomes `"unknown"`, with the
 * device's word under `raw`; undefined elements are kept under `extra`; the order of elements does
 * not matter. A list is an array even if its wrapper is empty, absent or repeated. Text is kept as
 * text. All REST versions are read alike, so no version is needed.
 *
 * @param document The document that the operation and the status imply.
 * @param limits See {@link XmlLimits} for the defaults.
 * @throws {DecodeError} If the body is not that document.
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
