import type { RestVersion } from "@asyncstatus/client";
import { type DocumentName, decode } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { Ajv } from "ajv";
import { xsdFindings } from "../../src/verify/validation/xsd-findings.ts";
import { formOf } from "../interactions/form-of.ts";
import { documentsSchema } from "./documents-schema.ts";
import { httpFindings } from "./http-findings.ts";

/** An answer as it went over the wire. */
export interface Answered {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Who has found something, and what. */
export interface Verdict {
  readonly judge: "HTTP" | "XSD" | "JSON Schema";
  readonly finding: string;
}

const ajv = new Ajv({ keywords: ["x-document"], allErrors: true });
ajv.addSchema(documentsSchema, "documents");

/**
 * Judges what Pact is a weak judge of: the media type, and the body by the XSD and, decoded, by the
 * JSON Schema. Empty where nothing is wrong.
 */
export function judgeAnswer(version: RestVersion, id: OperationId, answer: Answered): Verdict[] {
  const { status, body } = answer;
  const { responses }: OperationDescriptor = operations[id];
  // 405 is documented for the API as a whole, and for no request.
  const document = status === 405 ? "ErrorResponse" : responses[status];
  if (document === undefined) return [http(`${id} is not answered ${status}`)];
  return [
    ...httpFindings(id, answer, document).map(http),
    ...(document === null ? [] : judgeBody(version, status, document, body)),
  ];
}

/** Judges a body by the XSD of its version and, decoded, by the JSON Schema. */
export function judgeBody(
  version: RestVersion,
  status: number,
  document: DocumentName,
  body: Uint8Array,
): Verdict[] {
  return [...byXsd(formOf(version, status), document, body), ...byJsonSchema(document, body)];
}

function http(finding: string): Verdict {
  return { judge: "HTTP", finding };
}

function byXsd(version: RestVersion, document: DocumentName, body: Uint8Array): Verdict[] {
  try {
    return xsdFindings(version, document, body).map(({ message, line }) => ({
      judge: "XSD",
      finding: `line ${line}: ${message}`,
    }));
  } catch (error) {
    return [{ judge: "XSD", finding: `not well-formed: ${error}` }];
  }
}

function byJsonSchema(document: DocumentName, body: Uint8Array): Verdict[] {
  const judge = "JSON Schema";
  try {
    const validate = ajv.getSchema(`documents#/definitions/${document}`);
    if (validate?.(decode(document, body))) return [];
    return [{ judge, finding: ajv.errorsText(validate?.errors) }];
  } catch (error) {
    return [{ judge, finding: `cannot be decoded: ${error}` }];
  }
}
