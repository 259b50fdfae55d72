import { positionAt } from "./position.ts";
import { findForbiddenCharacter } from "./xml-character.ts";
import { XmlError } from "./xml-error.ts";
import { NAME } from "./xml-name.ts";

/** The entities that need no declaration: https://www.w3.org/TR/xml/#sec-predefined-ent. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

const REFERENCE = /&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);/g;
const CHARACTER_REFERENCE = /&#x?[0-9a-fA-F]+;/g;
const NO_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)/;
const ENTITY_REFERENCE = new RegExp(`^&${NAME};`, "u");

/**
 * Checks every `&` between two offsets of a text.
 *
 * @throws {XmlError} `not-well-formed`, `undefined-entity`, `forbidden-character`
 */
export function checkReferences(text: string, start: number, end: number): void {
  const part = text.slice(start, end);
  if (!part.includes("&")) return;
  const wrong = part.search(NO_REFERENCE);
  if (wrong !== -1) {
    const position = positionAt(text, start + wrong);
    if (ENTITY_REFERENCE.test(part.slice(wrong))) {
      throw new XmlError(
        "undefined-entity",
        "found an undefined entity, expected one of &amp; &lt; &gt; &quot; &apos; or a number",
        position,
      );
    }
    throw new XmlError(
      "not-well-formed",
      'found a "&" that begins no reference, expected "&amp;"',
      position,
    );
  }
  for (const { 0: reference, index } of part.matchAll(CHARACTER_REFERENCE)) {
    const codePoint = toCodePoint(reference);
    const allowed =
      codePoint <= 0x10ffff && findForbiddenCharacter(String.fromCodePoint(codePoint)) === -1;
    if (!allowed) {
      throw new XmlError(
        "forbidden-character",
        "found a reference to a character that XML 1.0 does not allow",
        positionAt(text, start + index),
      );
    }
  }
}

/** Replaces the references of a text that {@link checkReferences} has passed. */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    REFERENCE,
    (reference) => ENTITIES[reference] ?? String.fromCodePoint(toCodePoint(reference)),
  );
}

/** Reads a character reference, `&#65;` or `&#x41;`. */
function toCodePoint(reference: string): number {
  return reference.startsWith("&#x")
    ? Number.parseInt(reference.slice(3), 16)
    : Number.parseInt(reference.slice(2), 10);
}
