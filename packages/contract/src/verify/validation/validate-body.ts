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
import { type Finding, isAboutProvider } from "./finding.ts";
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
  if (decodeFinding?.finding.rule === "xml") return [decodeFinding.finding];
  const findings = xsdFindings(version, document, body).map(
    ({ message, line, path, isAddition }): Finding => {
      const fact = findFact(version, path.replace(/^[^/]*/, document).replace(/\[\d+\]/g, ""));
      if (isAddition) {
        const name = path.replace(/^.*\//, "").replace(/\[\d+\]$/, "");
        const kind = name.startsWith("@") ? "attributes" : "elements";
        const added = kind === "attributes" ? `attribute ${name.slice(1)}` : `<${name}>`;
        if (name === "errorMessage") return furtherReason(path, line);
        const note = `That there are no other ${kind} is assumed. Clients should ignore ${kind} they don't know.`;
        return {
          rule: "xsd",
          about: "assumption",
          path,
          line,
          expected: `no ${added}`,
          actual: added,
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
  // A body that clients can't read is a deviation, even if the XSD only contradicts an assumption.
  const isRead = decodeFinding === undefined || decodeFinding.isRead;
  const isExplained = isRead ? findings.length > 0 : findings.some(isAboutProvider);
  return isExplained || !decodeFinding ? findings : [...findings, decodeFinding.finding];
}

/** The reason of a failed request beside its state, or a second one. */
function furtherReason(path: string, line: number | undefined): Finding {
  return {
    rule: "xsd",
    about: "assumption",
    path,
    ...(line !== undefined && { line }),
    expected: "one errorMessage, in operationState",
    actual: `<errorMessage> at ${path}`,
    fact: {
      name: "AsyncStatusResponse/data/operationState/errorMessage",
      mark: "assumed",
      note: "The vendor says only that the reason of a failure is in the data. Clients should read each one, in any place.",
    },
  };
}

/** Returns why a body can't be decoded to a valid value, and whether clients can read it anyway. */
function tryDecode(
  version: RestVersion,
  document: DocumentName,
  body: Uint8Array,
): { readonly finding: Finding; readonly isRead: boolean } | undefined {
  const about = { about: "provider", fact: cite(findFact(version, document)) } as const;
  try {
    encode(document, withoutUnknown(decode(document, body)), { version });
    return undefined;
  } catch (error) {
    if (error instanceof EncodeError) {
      const expected = `a value that conforms to the schema of ${document}`;
      const finding: Finding = { ...about, rule: "schema", expected, actual: error.message };
      return { finding, isRead: true };
    }
    if (!(error instanceof DecodeError)) throw error;
    const { code, path, position, message } = error;
    const finding: Finding = {
      ...about,
      rule: schemaErrors.has(code) ? "schema" : "xml",
      ...(path !== undefined && { path }),
      ...position,
      expected: `the document ${document}`,
      actual: message.replace(/^[^:]*: /, ""),
    };
    // Clients read all reasons of a failed request.
    const isRead = code === "duplicate-element" && path?.endsWith("/errorMessage") === true;
    return { finding, isRead };
  }
}

/** A decoded value without what the XSD has judged: unknown parts, and white space around elements. */
function withoutUnknown<Value>(value: Value): Value {
  const text = JSON.stringify(value, (key, inner) =>
    key === "extra" || (key === "text" && /^\s*$/.test(inner)) ? undefined : inner,
  );
  return JSON.parse(text);
}
