import type { Position } from "./position.ts";

/**
 * Why XML was refused.
 *
 * - `too-large`: more bytes than {@link XmlLimits.maxBytes}
 * - `too-deep`: elements nested deeper than {@link XmlLimits.maxDepth}
 * - `too-many-elements`: more elements and attributes than {@link XmlLimits.maxElements}
 * - `tag-too-long`: a start tag longer than {@link XmlLimits.maxTagLength}
 * - `not-utf8`: bytes that are not UTF-8, or a declaration of another encoding
 * - `unsupported-version`: a declaration of another version than XML 1.0
 * - `forbidden-character`: a character that XML 1.0 does not allow, as it is or as a reference
 * - `forbidden-markup`: a DOCTYPE or another declaration that this reader does not take
 * - `undefined-entity`: a reference to an entity other than the five that XML defines
 * - `forbidden-name`: a name to be written that is not an NCName
 * - `not-well-formed`: any other breach of the XML 1.0 grammar
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
 * XML that was refused, read or to be written.
 *
 * The message quotes names of elements and attributes at most, never content: that may be a token.
 */
export class XmlError extends Error {
  override readonly name: string = "XmlError";
  readonly code: XmlErrorCode;
  /** Where in the input, if it is known. */
  readonly position?: Position;

  constructor(code: XmlErrorCode, message: string, position?: Position) {
    super(message);
    this.code = code;
    if (position) this.position = position;
  }
}
