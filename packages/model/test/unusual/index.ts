// For the tests of other packages. Not published.
import { readFileSync } from "node:fs";

/** Bodies that devices may send and that the specification does not describe. */
export type UnusualBody =
  | "fail-reason-beside.xml"
  | "fail-reason-in-additional-info.xml"
  | "fail-reason-in-messages.xml"
  | "fail-two-reasons.xml"
  | "message-as-text.xml"
  | "namespaced-root.xml"
  | "unauthorized-appweb.html"
  | "verify-lists-faults-v1.0.xml";

/** Reads an unusual body. */
export function unusualBody(name: UnusualBody): Uint8Array {
  return readFileSync(new URL(name, import.meta.url));
}
