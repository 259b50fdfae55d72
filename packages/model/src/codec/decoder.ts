import type { DocumentName, Documents } from "../gen/types.ts";
import type { XmlLimits } from "../xml/xml-limits.ts";
import { decode } from "./decode.ts";

/**
 * Creates a {@link decode} for polling, which reuses the last value while the body stays the same: this
 * costs a comparison instead of a parse. Its values are frozen, since they are returned repeatedly.
 *
 * @param limits See {@link XmlLimits} for the defaults.
 * @param decodeBody {@link decode} or {@link decodeLeniently}.
 */
export function createDecoder<Name extends DocumentName>(
  document: Name,
  limits: Partial<XmlLimits> = {},
  decodeBody: typeof decode = decode,
): (body: Uint8Array) => Documents[Name] {
  let last: { body: Uint8Array; value: Documents[Name] } | undefined;
  return (body) => {
    if (last && equal(last.body, body)) return last.value;
    const value = deepFreeze(decodeBody(document, body, limits));
    // Copied, because the caller may reuse its buffer.
    last = { body: body.slice(), value };
    return value;
  };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // `every` is ten times slower.
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
