import { stripVTControlCharacters } from "node:util";

/** What steers a terminal, or turns the direction of writing round. */
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A line of what a provider sent, to be shown without ruling the terminal. */
export function printable(line: string): string {
  return stripVTControlCharacters(line).replace(
    steering,
    (character) => `\\u{${codeOf(character)}}`,
  );
}

/** Indented JSON that is safe on a terminal, and means the same: what steers it is escaped. */
export function printableJson(value: unknown): string {
  const lines = JSON.stringify(value, null, 2).split("\n");
  const escaped = (character: string) => `\\u${codeOf(character).padStart(4, "0")}`;
  return lines.map((line) => line.replace(steering, escaped)).join("\n");
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16);
}
