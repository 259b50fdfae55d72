import { DecodeError } from "../../../src/codec/decode-error.ts";
import { parseXml } from "../../../src/xml/parse-xml.ts";
import { XmlError, type XmlErrorCode } from "../../../src/xml/xml-error.ts";
import { verdictOf } from "../../parse-with-libxml2.ts";
import { checkDecoding } from "../check-decoding.ts";
import type { Mutant } from "./mutants.ts";

/** Codes for input that may be well-formed: see `refused-but-well-formed.json`. */
const stricterCodes: ReadonlySet<XmlErrorCode> = new Set([
  "forbidden-markup",
  "not-utf8",
  "unsupported-version",
  "too-large",
  "too-deep",
  "too-many-elements",
  "tag-too-long",
]);

/** libxml2 accepts `version="1."` and anything else that begins like a version. */
const laxVersion = /^<\?xml\s+version\s*=\s*["'](?!1\.[0-9]+["'])/;

/** Name characters that fast-xml-parser takes for white space: see `xml-name.ts`. */
const splitByParser = /\u1680|(?!^)\uFEFF/g;

/** UTF-16 without a byte order mark. */
const utf16 = /^(?:<\0|\0<)/;

/**
 * Checks that a body gives a value or a DecodeError within the time limit, and that libxml2 agrees on its
 * well-formedness.
 *
 * @throws {Error} If a check fails.
 */
export function checkMutant({ body, document }: Mutant): void {
  checkDecoding(body, document);
  const refused = refusalOf(body);
  if (refused && stricterCodes.has(refused)) return;
  const theirs = verdictOf(body);
  if (refused === undefined ? theirs !== "not well-formed" : theirs !== "well-formed") return;
  const text = Buffer.from(body).toString("latin1");
  if (refused === "forbidden-character" && utf16.test(text)) return;
  if (refused && laxVersion.test(text)) return;
  if (refused === "not-well-formed") {
    const otherwise = refusalOf(withoutSplits(body));
    if (otherwise === undefined || stricterCodes.has(otherwise)) return;
  }
  throw new Error(`${refused ?? "read"} here, ${theirs} for libxml2`);
}

/** Replaces the characters where the parser would split a name. */
function withoutSplits(body: Uint8Array): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  return new TextEncoder().encode(text.replace(splitByParser, "o"));
}

function refusalOf(body: Uint8Array): XmlErrorCode | undefined {
  try {
    parseXml(body);
    return undefined;
  } catch (error) {
    if (error instanceof XmlError && !(error instanceof DecodeError)) return error.code;
    throw error;
  }
}
