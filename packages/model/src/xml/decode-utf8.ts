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
    const before = textBeforeError(bytes);
    throw new XmlError(
      "not-utf8",
      "found bytes that are not UTF-8",
      positionAt(before, before.length),
    );
  }
}

/** Decodes up to the first invalid byte, where re-encoding gives other bytes. */
function textBeforeError(bytes: Uint8Array): string {
  const replaced = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const encoded = new TextEncoder().encode(replaced);
  const error = encoded.findIndex((byte, index) => byte !== bytes[index]);
  // As a stream, so that an incomplete character is left out.
  return new TextDecoder().decode(bytes.subarray(0, error), { stream: true });
}
