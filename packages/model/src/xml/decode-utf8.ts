import { XmlError } from "./xml-error.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes UTF-8 and drops a byte order mark.
 *
 * @throws {XmlError} `not-utf8`
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new XmlError("not-utf8", "found bytes that are not UTF-8, the one encoding that is read");
  }
}
