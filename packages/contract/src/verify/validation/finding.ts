import type { Mark } from "../../gen/facts.ts";

/** A fact of the specification, as a finding cites it. */
export interface CitedFact {
  /** For example `getAsyncStatus 200` or `AsyncStatusResponse/data/operationState`. */
  readonly name: string;
  readonly mark: Mark;
  readonly note?: string;
}

/** The kind of rule that a response breaks. */
export type Rule =
  /** HTTP/1.1: a complete response without content encoding. */
  | "http"
  /** The specified status. */
  | "status"
  /** The media type, and whether there is a body. */
  | "media-type"
  /** Well-formed XML that is safe to read. */
  | "xml"
  /** The XSD of the REST version. */
  | "xsd"
  /** The JSON Schema of the decoded body. */
  | "schema"
  /** The meaning of a value, and consistency between responses. */
  | "behavior";

/** One deviation from the specification. */
export interface Finding {
  readonly rule: Rule;
  /** A deviation from a fact that is only assumed says that the assumption is wrong, not the provider. */
  readonly about: "provider" | "assumption";
  /** The path of the element, for example `response/data/operationState`. */
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected: string;
  readonly actual: string;
  readonly fact: CitedFact;
}

/** True if a finding is a deviation of the provider, not only a wrong assumption. */
export function isAboutProvider({ about }: Finding): boolean {
  return about === "provider";
}
