import type { RestVersion } from "@asyncstatus/client";
import {
  DecodeError,
  type DecodeErrorCode,
  type DocumentName,
  decode,
  EncodeError,
  encode,
} from "@asyncstatus/model";
import { xsdFiles } from "@asyncstatus/model/xsd";
import type { Basis, Finding } from "../report/report.ts";
import { readXsdMessage } from "./read-xsd-message.ts";
import { factOf } from "./specification.ts";
import { type XsdFinding, xsdFindings } from "./xsd-findings.ts";

// What the document's table refuses; every other code is the XML reader's.
const refusedByTable: ReadonlySet<DecodeErrorCode> = new Set([
  "wrong-root",
  "missing-element",
  "duplicate-element",
  "unexpected-element",
  "unexpected-text",
  "wrong-type",
  "out-of-range",
]);

/**
 * Judges a body three times: as XML, by the XSD, and decoded by the JSON Schema. What one judge has
 * found is not told again by the next.
 */
export function judgeBody(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): Finding[] {
  const reading = read(version, document, body);
  if (reading?.rule === "xml") return [reading];
  const byXsd = xsdFindings(version, document, body).map((found): Finding => {
    const { message, line, path, isAddition } = found;
    const fact = factOf(version, path.replace(/^[^/]*/, document).replace(/\[\d+\]/g, ""));
    if (isAddition) return additionTo(fact, found);
    // Where it reads as a value that conforms, only the form in XML is another one.
    const assumed = fact.mark === "assumed" || (fact.xml === "assumed" && !reading);
    const { name, mark, note } = fact;
    return {
      rule: "xsd",
      about: assumed ? "assumption" : "provider",
      path,
      line,
      ...readXsdMessage(message, `valid by ${version}/${xsdFiles[document]}`),
      basis: {
        name,
        mark: assumed ? "assumed" : mark,
        ...(note !== undefined && { note }),
      },
    };
  });
  return byXsd.length > 0 || !reading ? byXsd : [reading];
}

/** A device may grow: what is more than the specification has breaks nobody who reads it as is told. */
function additionTo(whole: Basis, { path, line }: XsdFinding): Finding {
  const name = path.replace(/^.*\//, "").replace(/\[\d+\]$/, "");
  return {
    rule: "xsd",
    about: "assumption",
    path,
    line,
    expected: `no <${name}>`,
    got: `<${name}>`,
    basis: {
      name: whole.name,
      mark: "assumed",
      note: "That it holds nothing else is assumed. Readers are to pass over what they do not know.",
    },
  };
}

/** What keeps a body from being read as a value that conforms to the schema. */
function read(version: RestVersion, document: DocumentName, body: Uint8Array): Finding | undefined {
  const about = { about: "provider", basis: factOf(version, document) } as const;
  try {
    encode(document, decode(document, body), { version });
    return undefined;
  } catch (error) {
    if (error instanceof EncodeError) {
      return {
        ...about,
        rule: "schema",
        expected: `a value that conforms to the schema of ${document}`,
        got: error.message,
      };
    }
    if (!(error instanceof DecodeError)) throw error;
    const { code, path, position, message } = error;
    return {
      ...about,
      rule: refusedByTable.has(code) ? "schema" : "xml",
      ...(path !== undefined && { path }),
      ...position,
      expected: `the document ${document}`,
      got: message.replace(/^[^:]*: /, ""),
    };
  }
}
