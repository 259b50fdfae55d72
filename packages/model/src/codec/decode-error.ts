import type { DocumentName } from "../gen/types.ts";
import type { Position } from "../xml/position.ts";
import type { XmlErrorCode } from "../xml/xml-error.ts";

/** The reason for a {@link DecodeError}: unsafe or malformed XML, or not the expected document. */
export type DecodeErrorCode =
  | XmlErrorCode
  /** The root is another element; often an error page of a proxy. */
  | "wrong-root"
  /** A required element is missing. */
  | "missing-element"
  /** An element that is allowed once appears again. */
  | "duplicate-element"
  /** An element where only text is allowed. */
  | "unexpected-element"
  /** Text where only elements are allowed. */
  | "unexpected-text"
  /** The text does not match the element's type. */
  | "wrong-type"
  /** A number outside the element's bounds. */
  | "out-of-range";

/** The place of a {@link DecodeError}. */
export interface DecodeErrorDetails {
  readonly document: DocumentName;
  readonly position?: Position | undefined;
  readonly path?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown if a body is not the expected document. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  /** The reason. Stable. */
  readonly code: DecodeErrorCode;
  /** The expected document. */
  readonly document: DocumentName;
  /** The place in the body, if there is one. */
  readonly position: Position | undefined;
  /** The path of the element, as in `response/data/operationState`. */
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
