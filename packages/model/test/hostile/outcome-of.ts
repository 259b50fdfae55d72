import { decode } from "../../src/codec/decode.ts";
import { DecodeError } from "../../src/codec/decode-error.ts";
import type { DocumentName } from "../../src/gen/types.ts";
import type { Outcome } from "./read-inputs.ts";

/** Reads a body. Catches only a DecodeError. */
export function outcomeOf(
  body: Uint8Array,
  document: DocumentName = "AsyncStatusResponse",
  decodeBody: typeof decode = decode,
): Outcome {
  try {
    return { value: decodeBody(document, body) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { code, path, position } = error;
    return {
      code,
      ...(path !== undefined && { path }),
      ...(position && { line: position.line, column: position.column }),
    };
  }
}
