import type { DocumentName, Documents } from "../gen/types.ts";
import type { XmlLimits } from "../xml/xml-limits.ts";
import { decode } from "./decode.ts";

/**
 * Makes a {@link decode} that remembers the body which it read last: an equal body costs a
 * comparison, not a parse. For polling, where most answers are equal to the one before.
 *
 * What it returns is frozen, since the same value may be returned again.
 *
 * @param limits What is too large to be read; see {@link XmlLimits} for the defaults.
 */
export function createDecoder<Name extends DocumentName>(
  document: Name,
  limits: Partial<XmlLimits> = {},
): (body: Uint8Array) => Documents[Name] {
  let last: { body: Uint8Array; value: Documents[Name] } | undefined;
  return (body) => {
    if (last && equal(last.body, body)) return last.value;
    const value = deepFreeze(decode(document, body, limits));
    // A copy: the caller may use its buffer again.
    last = { body: body.slice(), value };
    return value;
  };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // `every` takes ten times as long.
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
