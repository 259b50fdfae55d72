import type { DocumentName } from "../gen/types.ts";

/** The reason for an {@link EncodeError}. */
export type EncodeErrorCode =
  /** The value does not conform to the JSON Schema, which excludes `"unknown"` and `extra`. */
  | "invalid-value"
  /** The value is valid in another REST version only. */
  | "not-in-version"
  /** A character that XML 1.0 does not allow, even as a reference. */
  | "forbidden-character"
  /** The name of an element or attribute is not an XML name. */
  | "forbidden-name";

/** Thrown if a value cannot be written as its document. */
export class EncodeError extends Error {
  override readonly name = "EncodeError";
  /** The reason. Stable. */
  readonly code: EncodeErrorCode;
  /** The document to write. */
  readonly document: DocumentName;
  /** A JSON pointer to the invalid part, if there is one. */
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
