/** A place in a document. */
export interface Position {
  /** UTF-16 code units from the start of the decoded text, a byte order mark not counted. */
  readonly offset: number;
  /** From 1; CRLF, CR and LF each end a line. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Finds the line and column of an offset in a document, be it decoded or still in UTF-8. */
export function positionAt(document: string | Uint8Array, offset: number): Position {
  const text = typeof document === "string" ? document : new TextDecoder().decode(document);
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { offset, line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
