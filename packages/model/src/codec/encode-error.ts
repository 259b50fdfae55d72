import type { DocumentName } from "../gen/types.ts";

/** Why a value was not written: it breaks the document's schema, or XML cannot hold it. */
export type EncodeErrorCode =
  /** The value does not conform to the document's JSON Schema; nor do unknown words and `extra`. */
  | "invalid-value"
  /** The value conforms in another REST version, not in the one that it is to be written in. */
  | "not-in-version"
  /** A character that XML 1.0 cannot hold, not even as a reference. */
  | "forbidden-character"
  /** The name of an element or attribute is not an XML name. */
  | "forbidden-name";

/** A value that cannot be written as the document that it is meant to be. */
export class EncodeError extends Error {
  override readonly name = "EncodeError";
  /** Why; stable, for programs. */
  readonly code: EncodeErrorCode;
  /** The document that it is meant to be. */
  readonly document: DocumentName;
  /** A JSON pointer to what is wrong, where there is one. */
  readonly pointer: string | undefined;

  constructor(
    code: EncodeErrorCode,
    document: DocumentName,
    what: string,
    details: { pointer?: string; cause?: unknown } = {},
  ) {
    const place = details.pointer ? ` (${details.pointer})` : "";
    super(`Cannot write ${document}${place}: ${what}`, { cause: details.cause });
    this.code = code;
    this.document = document;
    this.pointer = details.pointer;
  }
}
