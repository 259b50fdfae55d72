import { linesForTerminal } from "../text/escape-for-terminal.ts";
import { escapeForbiddenCharacters } from "./xml-character.ts";

/** Escapes a text for an XML document, such as JUnit: what XML doesn't allow, and what controls a terminal. */
export function textForXml(text: string): string {
  return escapeForbiddenCharacters(linesForTerminal(text).slice(0, -1));
}
