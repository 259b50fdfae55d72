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
import type { Finding } from "./finding.ts";
import { readXsdMessage } from "./read-xsd-message.ts";
import { cite, findFact } from "./specification.ts";
import { xsdFindings } from "./xsd-findings.ts";

// Errors of the document's table; all others are about the XML.
const schemaErrors: ReadonlySet<DecodeErrorCode> = new Set([
  "wrong-root",
  "missing-element",
  "duplicate-element",
  "unexpected-element",
  "unexpected-text",
  "wrong-type",
  "out-of-range",
]);

/**
 * Validates a body as XML, against the XSD and, decoded, against the JSON Schema. Findings of one
 * validator are not repeated for the next.
 */
export function validateBody(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): Finding[] {
  const decodeFinding = tryDecode(version, document, body);
  if (decodeFinding?.rule === "xml") return [decodeFinding];
  const findings = xsdFindings(version, document, body).map(
    ({ message, line, path, isAddition }): Finding => {
      const fact = findFact(version, path.replace(/^[^/]*/, document).replace(/\[\d+\]/g, ""));
      if (isAddition) {
        const element = `<${path.replace(/^.*\//, "").replace(/\[\d+\]$/, "")}>`;
        const note =
          "That there are no other elements is assumed. Clients should ignore elements they don't know.";
        return {
          rule: "xsd",
          about: "assumption",
          path,
          line,
          expected: `no ${element}`,
          actual: element,
          fact: { name: fact.name, mark: "assumed", note },
        };
      }
      // If it decodes to a valid value, only its form in XML differs.
      const isAssumed = fact.mark === "assumed" || (fact.xml === "assumed" && !decodeFinding);
      return {
        rule: "xsd",
        about: isAssumed ? "assumption" : "provider",
        path,
        line,
        ...readXsdMessage(message, `valid against ${version}/${xsdFiles[document]}`),
        fact: { ...cite(fact), ...(isAssumed && { mark: "assumed" }) },
      };
    },
  );
  return findings.length > 0 || !decodeFinding ? findings : [decodeFinding];
}

/** Returns why a body can't be decoded to a valid value. */
function tryDecode(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): Finding | undefined {
  const finding = { about: "provider", fact: cite(findFact(version, document)) } as const;
  try {
    encode(document, decode(document, body), { version });
    return undefined;
  } catch (error) {
    if (error instanceof EncodeError) {
      const expected = `a value that conforms to the schema of ${document}`;
      return { ...finding, rule: "schema", expected, actual: error.message };
    }
    if (!(error instanceof DecodeError)) throw error;
    const { code, path, position, message } = error;
    return {
      ...finding,
      rule: schemaErrors.has(code) ? "schema" : "xml",
      ...(path !== undefined && { path }),
      ...position,
      expected: `the document ${document}`,
      actual: message.replace(/^[^:]*: /, ""),
    };
  }
}
