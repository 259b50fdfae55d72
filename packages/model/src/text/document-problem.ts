import { escapeForTerminal } from "./escape-for-terminal.ts";

/** A problem of a document, such as a file that a user wrote. */
export interface DocumentProblem {
  /** The place in the text, from 1. Absent if the document was no text. */
  readonly line?: number;
  readonly column?: number;
  /** The place in the value, such as `faults[0].nth`. Empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/**
 * Describes a problem in a line: `source:line:column: path: message`. Line breaks and controls in the source are
 * escaped.
 */
export function describeProblem(
  source: string,
  { line, column, path, message }: DocumentProblem,
): string {
  const place = [escapeForTerminal(source), line, column]
    .filter((part) => part !== undefined)
    .join(":");
  return [place, path, message].filter((part) => part !== "").join(": ");
}

/**
 * Describes a path of keys and indexes, as in `faults[0].nth`. It ends before a key that may not be shown.
 */
export function describePath(path: readonly (string | number)[]): string {
  const hidden = path.findIndex((key) => typeof key === "string" && !isShownKey(key));
  return (hidden === -1 ? path : path.slice(0, hidden))
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

/**
 * Returns true if an error may quote an unknown key. The file may be a link to another one, whose content
 * must not be shown.
 */
export function isShownKey(key: string): boolean {
  return /^[a-z][\w-]{0,39}$/i.test(key);
}
