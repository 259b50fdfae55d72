import { positionAt } from "./position.ts";
import { XmlError } from "./xml-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes UTF-8 and drops a byte order mark.
 *
 * @throws {XmlError} `not-utf8`
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const before = textBeforeFault(bytes);
    throw new XmlError(
      "not-utf8",
      "found bytes that are not UTF-8, the one encoding that is read",
      positionAt(before, before.length),
    );
  }
}

/** What can be decoded: a replacement character is encoded to other bytes than it stands for. */
function textBeforeFault(bytes: Uint8Array): string {
  const replaced = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const encoded = new TextEncoder().encode(replaced);
  const fault = encoded.findIndex((byte, index) => byte !== bytes[index]);
  // As a stream, so that a character that has only begun is left out.
  return new TextDecoder().decode(bytes.subarray(0, fault), { stream: true });
}
