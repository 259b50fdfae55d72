import type { Position } from "./position.ts";

/**
 * The reason for an {@link XmlError}.
 *
 * - `too-large`: more bytes than {@link XmlLimits.maxBytes}
 * - `too-deep`: elements nested deeper than {@link XmlLimits.maxDepth}
 * - `too-many-elements`: more elements and attributes than {@link XmlLimits.maxElements}
 * - `tag-too-long`: a start tag longer than {@link XmlLimits.maxTagLength}
 * - `not-utf8`: bytes that are not UTF-8, or another declared encoding
 * - `unsupported-version`: a declared version other than XML 1.0
 * - `forbidden-character`: a character that XML 1.0 does not allow, or a reference to one
 * - `forbidden-markup`: a DOCTYPE or another markup declaration
 * - `undefined-entity`: a reference to an entity other than the five predefined ones
 * - `forbidden-name`: a name to write that is not an NCName
 * - `not-well-formed`: any other violation of the XML 1.0 grammar
 */
export type XmlErrorCode =
  | "too-large"
  | "too-deep"
  | "too-many-elements"
  | "tag-too-long"
  | "not-utf8"
  | "unsupported-version"
  | "forbidden-character"
  | "forbidden-markup"
  | "undefined-entity"
  | "forbidden-name"
  | "not-well-formed";

/**
 * Thrown if XML cannot be read or written. The message may quote names of elements and attributes, but
 * no content, because that may be a token.
 */
export class XmlError extends Error {
  override readonly name: string = "XmlError";
  readonly code: XmlErrorCode;
  /** The place in the input, if it is known. */
  readonly position?: Position;

  constructor(code: XmlErrorCode, message: string, position?: Position) {
    super(message);
    this.code = code;
    if (position) this.position = position;
  }
}
