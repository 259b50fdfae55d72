import { positionAt } from "./position.ts";
import { findForbiddenCharacter } from "./xml-character.ts";
import { XmlError } from "./xml-error.ts";
import { NAME } from "./xml-name.ts";

/** The entities that need no declaration: https://www.w3.org/TR/xml/#sec-predefined-ent. */
const ENTITIES: ReadonlyMap<string | undefined, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#([0-9]+)|#x([0-9a-fA-F]+));/y;
const ENTITY_REFERENCE = new RegExp(`&${NAME};`, "uy");

/**
 * Replaces the references of a text, or of the part of it between two offsets.
 *
 * @throws {XmlError} `not-well-formed`, `undefined-entity`, `forbidden-character`
 */
export function resolveReferences(text: string, start = 0, end = text.length): string {
  const part = text.slice(start, end);
  let resolved = "";
  let from = 0;
  for (let at = part.indexOf("&"); at !== -1; at = part.indexOf("&", from)) {
    REFERENCE.lastIndex = at;
    const reference = REFERENCE.exec(part);
    if (!reference) throw noReference(text, start + at);
    const character = ENTITIES.get(reference[1]) ?? characterOf(reference);
    if (character === undefined) {
      throw new XmlError(
        "forbidden-character",
        "found a reference to a character that XML 1.0 does not allow",
        positionAt(text, start + at),
      );
    }
    resolved += part.slice(from, at) + character;
    from = REFERENCE.lastIndex;
  }
  return from === 0 ? part : resolved + part.slice(from);
}

/** The character of a reference by number, if XML 1.0 allows it. */
function characterOf([, , decimal, hexadecimal]: RegExpExecArray): string | undefined {
  const codePoint =
    decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number.parseInt(decimal, 10);
  if (codePoint > 0x10ffff) return undefined;
  const character = String.fromCodePoint(codePoint);
  return findForbiddenCharacter(character) === -1 ? character : undefined;
}

function noReference(text: string, offset: number): XmlError {
  ENTITY_REFERENCE.lastIndex = offset;
  const position = positionAt(text, offset);
  return ENTITY_REFERENCE.test(text)
    ? new XmlError(
        "undefined-entity",
        "found an undefined entity, expected one of &amp; &lt; &gt; &quot; &apos; or a number",
        position,
      )
    : new XmlError(
        "not-well-formed",
        'found a "&" that begins no reference, expected "&amp;"',
        position,
      );
}
