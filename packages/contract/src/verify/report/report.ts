import type { RestVersion, TransportErrorCode } from "@asyncstatus/client";
import type { Mark } from "../../gen/facts.ts";
import type { Transcript } from "./transcript.ts";

/** By what an answer is judged. */
export type Rule =
  /** HTTP itself: an answer that is complete and not encoded. */
  | "http"
  /** The status that the specification has for what was asked. */
  | "status"
  /** The media type of the body, and whether there is one. */
  | "media-type"
  /** XML that is well-formed and safe to read. */
  | "xml"
  /** The XSD of the REST version. */
  | "xsd"
  /** The JSON Schema, for the body as decoded. */
  | "schema"
  /** What an answer means for the one after it, and what a text in it says. */
  | "behaviour";

/** A fact of the specification that something is judged by. */
export interface Basis {
  /** As in `getAsyncStatus 200` or `AsyncStatusResponse/data/operationState`. */
  readonly name: string;
  readonly mark: Mark;
  readonly note?: string;
}

/** One thing that is not as the specification says. */
export interface Finding {
  readonly rule: Rule;
  /** A deviation from what is only assumed says that the assumption is wrong, not the provider. */
  readonly about: "provider" | "assumption";
  /** The path of the element, as in `response/data/operationState`. */
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected: string;
  readonly got: string;
  readonly basis: Basis;
}

/** What became of one check. */
export type CheckResult = "held" | "broken" | "assumption" | "not-tried";

/** One check, done or not. */
export interface Check {
  /** The REST version; none where the check is about all of them. */
  readonly version?: RestVersion;
  /** The request and the status, as in `getAsyncStatus 200`. */
  readonly name: string;
  /** What holds where it holds, as a sentence. */
  readonly what: string;
  readonly result: CheckResult;
  readonly findings: readonly Finding[];
  /** Why it was not tried. */
  readonly why?: string;
}

/** How a verification came to its end. */
export type Ending =
  | { readonly ended: "complete" }
  /** The credentials were refused, or do not suffice. */
  | { readonly ended: "unauthorized"; readonly why: string }
  /** The provider cannot be reached, or does not prove who it is. */
  | {
      readonly ended: "unreachable";
      readonly code: TransportErrorCode;
      readonly why: string;
    }
  | { readonly ended: "interrupted" };

/** What a verification found. */
export interface Report {
  readonly format: "asyncstatus-verification";
  readonly formatVersion: 1;
  /** The provider's origin. */
  readonly url: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** The REST versions that were verified, newest first. */
  readonly versions: readonly RestVersion[];
  readonly ending: Ending;
  readonly checks: readonly Check[];
  /** Why the configuration lock may be left behind; absent where it is not. */
  readonly lockLeftBehind?: string;
  /** Every request with its answer, without secrets. */
  readonly transcript: Transcript;
}

/** How many checks there are of a result. */
export function countChecks({ checks }: Pick<Report, "checks">, result: CheckResult): number {
  return checks.filter((check) => check.result === result).length;
}
