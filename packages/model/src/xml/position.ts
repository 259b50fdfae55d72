/** A place in a document. */
export interface Position {
  /** UTF-16 code units from the start of the decoded text, without a byte order mark. */
  readonly offset: number;
  /** 1-based. CRLF, CR and LF each end a line. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Returns the line and column of an offset in a document, decoded or in UTF-8. */
export function positionAt(document: string | Uint8Array, offset: number): Position {
  const text = typeof document === "string" ? document : new TextDecoder().decode(document);
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < offset; index += 1) {
    const code = text.charCodeAt(index);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(index + 1) !== lineFeed)) {
      line += 1;
      lineStart = index + 1;
    }
  }
  return { offset, line, column: offset - lineStart + 1 };
}
