import { documents } from "../gen/tables.ts";
import type { AsyncStatusResponse, DocumentName, Documents, ErrorResponse } from "../gen/types.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { quoteName } from "../xml/quote-name.ts";
import { XmlError } from "../xml/xml-error.ts";
import type { XmlLimits } from "../xml/xml-limits.ts";
import type { XmlNode } from "../xml/xml-node.ts";
import { DecodeError } from "./decode-error.ts";
import { Reader, type ReaderOptions } from "./reader.ts";
import { addErrorReasons, addFailureReasons } from "./reasons.ts";

/**
 * Decodes a response body as a document.
 *
 * Reading is tolerant of extensions: an unknown enumeration value becomes `"unknown"`, with the
 * device's value under `raw`; undefined elements are kept under `extra`; the order of elements does
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
  return read(document, body, parse(document, body, limits), { lenient: false });
}

/**
 * Decodes a response body as {@link decode} does, but never refuses it for what is odd beside its
 * required content: repeated or unreadable optional elements, and text between elements, are kept under
 * `extra` or dropped. A text in place of an error message is that message.
 *
 * The `errorMessage` of a failed request has every reason in the document, wherever it is.
 *
 * @param limits See {@link XmlLimits} for the defaults.
 * @throws {DecodeError} If the body is not that document, or what it requires is missing or ambiguous.
 */
export function decodeLeniently<Name extends DocumentName>(
  document: Name,
  body: Uint8Array,
  limits: Partial<XmlLimits> = {},
): Documents[Name] {
  const node = parse(document, body, limits);
  const value = read(document, body, node, { lenient: true });
  if (document === "AsyncStatusResponse") addFailureReasons(value as AsyncStatusResponse, node);
  if (document === "ErrorResponse") addErrorReasons(value as ErrorResponse, node);
  return value;
}

function read<Name extends DocumentName>(
  document: Name,
  body: Uint8Array,
  node: XmlNode,
  options: ReaderOptions,
): Documents[Name] {
  const { root, table } = documents[document];
  const reader = new Reader(document, body, options);
  if (node.name !== root) {
    throw reader.error(
      "wrong-root",
      `expected the root <${root}>, got <${quoteName(node.name)}>`,
      node,
    );
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
