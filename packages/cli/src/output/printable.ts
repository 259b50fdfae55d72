/**
 * Text of somebody else's, safe on a terminal: control characters and those that turn the direction of
 * writing round are shown by their number, so that a device cannot rewrite what stands above.
 */
export function printable(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return hasEffect(code) ? `\\u${code.toString(16).toUpperCase().padStart(4, "0")}` : character;
  }).join("");
}

/**
 * JSON that is safe on a terminal, and means the same.
 *
 * @param space By how much to indent; on one line, unless given.
 */
export function printableJson(value: unknown, space?: number): string {
  // What is escaped stands within strings, where JSON has the same escapes.
  return JSON.stringify(value, null, space).split("\n").map(printable).join("\n");
}

/** Not by a regular expression: to compile Unicode's classes takes longer than all the rest of a start. */
function hasEffect(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    code === 0x61c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}
