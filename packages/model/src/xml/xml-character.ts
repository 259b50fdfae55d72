/** https://www.w3.org/TR/xml/#NT-Char, negated; with the `u` flag a lone surrogate counts too. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** The offset of the first character that XML 1.0 does not allow, or -1. */
export function findForbiddenCharacter(text: string): number {
  return text.search(FORBIDDEN);
}

/** Names the code point at an offset, as in `U+001B`. */
export function nameCodePoint(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
