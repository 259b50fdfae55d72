import { DecodeError } from "../../../src/codec/decode-error.ts";
import { verdictOn } from "../../../src/testing/judge-by-libxml2.ts";
import { parseXml } from "../../../src/xml/parse-xml.ts";
import { XmlError, type XmlErrorCode } from "../../../src/xml/xml-error.ts";
import { holdTo } from "../hold-to.ts";
import type { Mutant } from "./mutants.ts";

/** Refusals of what may be XML all the same: see `refused-but-well-formed.json`. */
const OURS: ReadonlySet<XmlErrorCode> = new Set([
  "forbidden-markup",
  "not-utf8",
  "unsupported-version",
  "too-large",
  "too-deep",
  "too-many-elements",
  "tag-too-long",
]);

/** libxml2 takes `version="1."`, and others that begin like a version. */
const LAX_VERSION = /^<\?xml\s+version\s*=\s*["'](?!1\.[0-9]+["'])/;

/** What may stand in names, but not before fast-xml-parser: see `xml-name.ts`. */
const SPLIT_BY_PARSER = /\u1680|(?!^)\uFEFF/g;

/** UTF-16 without a byte order mark. */
const OTHER_ENCODING = /^(?:<\0|\0<)/;

/**
 * Holds a body to all that must be so of any: nothing but a value or a DecodeError comes of it, soon, and
 * libxml2 agrees on whether it is well-formed.
 *
 * @throws {Error} where it is not so
 */
export function holdMutant({ body, document }: Mutant): void {
  holdTo(body, document);
  const refused = refusalOf(body);
  if (refused && OURS.has(refused)) return;
  const theirs = verdictOn(body);
  if (refused === undefined ? theirs !== "not well-formed" : theirs !== "well-formed") return;
  const text = Buffer.from(body).toString("latin1");
  if (refused === "forbidden-character" && OTHER_ENCODING.test(text)) return;
  if (refused && LAX_VERSION.test(text)) return;
  if (refused === "not-well-formed") {
    const otherwise = refusalOf(withoutSplits(body));
    if (otherwise === undefined || OURS.has(otherwise)) return;
  }
  throw new Error(`${refused ?? "read"} here, ${theirs} for libxml2`);
}

/** The body with other letters where the parser would split a name. */
function withoutSplits(body: Uint8Array): Uint8Array {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  return new TextEncoder().encode(text.replace(SPLIT_BY_PARSER, "o"));
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
