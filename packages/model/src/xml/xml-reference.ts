import { positionAt } from "./position.ts";
import { findForbiddenCharacter } from "./xml-character.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";
import { xmlName } from "./xml-name.ts";

/** https://www.w3.org/TR/xml/#sec-predefined-ent */
const predefinedEntities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

const reference = new RegExp(`&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(${xmlName}));`, "uy");

/**
 * Replaces the references in a text, or in the part of it between two offsets.
 *
 * @throws {XmlError} `not-well-formed`, `undefined-entity`, `forbidden-character`
 */
export function resolveReferences(text: string, start = 0, end = text.length): string {
  const part = text.slice(start, end);
  let resolved = "";
  let from = 0;
  for (let at = part.indexOf("&"); at !== -1; at = part.indexOf("&", from)) {
    const fail = (code: XmlErrorCode, message: string): never => {
      throw new XmlError(code, message, positionAt(text, start + at));
    };
    reference.lastIndex = at;
    const [, decimal, hexadecimal, entity] =
      reference.exec(part) ??
      fail("not-well-formed", 'found "&" that begins no reference, expected "&amp;"');
    const character =
      entity === undefined
        ? (characterOf(Number.parseInt(decimal ?? hexadecimal ?? "", decimal ? 10 : 16)) ??
          fail(
            "forbidden-character",
            "found a reference to a character that XML 1.0 does not allow",
          ))
        : (predefinedEntities.get(entity) ??
          fail(
            "undefined-entity",
            "found an undefined entity, expected &amp; &lt; &gt; &quot; &apos; or a number",
          ));
    resolved += part.slice(from, at) + character;
    from = reference.lastIndex;
  }
  return from === 0 ? part : resolved + part.slice(from);
}

/** The character of a code point, if XML 1.0 allows it. */
function characterOf(codePoint: number): string | undefined {
  if (codePoint > 0x10ffff) return undefined;
  const character = String.fromCodePoint(codePoint);
  return findForbiddenCharacter(character) === -1 ? character : undefined;
}
