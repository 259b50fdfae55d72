/** A problem of a document, such as a file that a user wrote. */
export interface DocumentProblem {
  /** The place in the text, from 1. Absent if the document was no text. */
  readonly line?: number;
  readonly column?: number;
  /** The place in the value, such as `faults[0].nth`. Empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Describes a problem in a line: `source:line:column: path: message`. */
export function describeProblem(
  source: string,
  { line, column, path, message }: DocumentProblem,
): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(":");
  return [place, path, message].filter((part) => part !== "").join(": ");
}

/** Describes a path of keys and indexes, as in `faults[0].nth`. */
export function describePath(path: readonly (string | number)[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}
