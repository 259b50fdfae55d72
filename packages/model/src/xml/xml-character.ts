/**
 * The characters that XML 1.0 allows: the inside of a character class, for a regular expression with
 * the `u` flag.
 *
 * @see https://www.w3.org/TR/xml/#NT-Char
 */
export const xmlCharacterClass: string =
  "\\t\\n\\r\\u{20}-\\u{D7FF}\\u{E000}-\\u{FFFD}\\u{10000}-\\u{10FFFF}";

const forbidden = new RegExp(`[^${xmlCharacterClass}]`, "gu");

/** The offset of the first character that XML 1.0 does not allow, or -1. */
export function findForbiddenCharacter(text: string): number {
  return text.search(forbidden);
}

/** Writes each character that XML 1.0 does not allow as in JSON: `\u001b`. */
export function escapeForbiddenCharacters(text: string): string {
  // All of them are one code unit.
  return text.replace(forbidden, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Names the code point at an offset, as in `U+001B`. */
export function nameCodePoint(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
