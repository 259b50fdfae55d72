import type { DocumentName } from "../gen/types.ts";
import type { Position } from "../xml/position.ts";
import type { XmlErrorCode } from "../xml/xml-error.ts";

/** Why a body was refused: not XML that is safe to read, or not the document that was expected. */
export type DecodeErrorCode =
  | XmlErrorCode
  /** The root is another element; often an error page of something in between. */
  | "wrong-root"
  /** An element that the document must have is missing. */
  | "missing-element"
  /** An element that stands once at most stands there again. */
  | "duplicate-element"
  /** An element stands where there is only text. */
  | "unexpected-element"
  /** Text stands where there are only elements. */
  | "unexpected-text"
  /** The text is not of the element's type. */
  | "wrong-type"
  /** The number is outside the element's bounds. */
  | "out-of-range";

/** Where and in which document a body was refused. */
export interface DecodeErrorDetails {
  readonly document: DocumentName;
  readonly position?: Position | undefined;
  readonly path?: string | undefined;
  readonly cause?: unknown;
}

/** A body that is not the document that was expected. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  /** Why; stable, for programs. */
  readonly code: DecodeErrorCode;
  /** The document that was expected. */
  readonly document: DocumentName;
  /** Where in the body, if there is such a place. */
  readonly position: Position | undefined;
  /** The path of the element that is wrong, as in `response/data/operationState`. */
  readonly path: string | undefined;

  constructor(code: DecodeErrorCode, what: string, details: DecodeErrorDetails) {
    const { document, position, path, cause } = details;
    const place = [path, position && `line ${position.line}, column ${position.column}`]
      .filter(Boolean)
      .join(", ");
    super(`Not a valid ${document}${place && ` (${place})`}: ${what}`, { cause });
    this.code = code;
    this.document = document;
    this.position = position;
    this.path = path;
  }
}
