import { readFileSync } from "node:fs";
import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import { type DocumentName, decode } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import { Ajv } from "ajv";
import { documentVersion } from "../interactions/interaction.ts";

/** One deviation, and the validator that found it. */
export interface ValidationFinding {
  readonly validator: "HTTP" | "XSD" | "JSON Schema";
  readonly message: string;
}

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<
    Record<string, { readonly $ref?: string; readonly items?: Schema }>
  >;
  readonly $ref?: string;
}

/** The JSON Schemas of the decoded documents, in the newest version. It allows what older ones have. */
export const documentsSchema: { readonly definitions: Readonly<Record<string, Schema>> } =
  JSON.parse(
    readFileSync(new URL("../../../model/src/gen/documents.schema.json", import.meta.url), "utf8"),
  );

const ajv = new Ajv({ keywords: ["x-document"], allErrors: true });
ajv.addSchema(documentsSchema, "documents");

/** Validates what Pact does not: the headers, and the body against XSD and JSON Schema. */
export function validateResponse(
  version: RestVersion,
  id: OperationId,
  response: TransportResponse,
): ValidationFinding[] {
  const { status, body } = response;
  const { responses }: OperationDescriptor = operations[id];
  // 405 is documented for the API as a whole, and for no operation.
  const document = status === 405 ? "ErrorResponse" : responses[status];
  const httpMessages =
    document === undefined
      ? [`${id} must not respond with ${status}`]
      : [
          ...(document === null ? validateEmpty(response) : validateMediaType(response)),
          ...(status === 401 ? validateChallenge(id, response) : []),
          ...(status === 405 ? validateAllow(id, response) : []),
        ];
  return [
    ...httpMessages.map((message) => ({ validator: "HTTP", message }) as const),
    ...(document ? validateBody(version, status, document, body) : []),
  ];
}

function validateEmpty({ status, body }: TransportResponse): string[] {
  return body.length > 0 ? [`${status} has a body of ${body.length} bytes`] : [];
}

/** The charset takes precedence over the XML declaration (RFC 7303). */
function validateMediaType({ headers }: TransportResponse): string[] {
  const contentType = headers["content-type"] ?? "";
  const [essence = "", ...parameters] = contentType.toLowerCase().split(";");
  const isXml = essence.trim() === "application/xml";
  const isUtf8 = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/.test(parameter));
  return isXml && isUtf8 ? [] : [`expected application/xml in UTF-8, got ${contentType || "none"}`];
}

/** RFC 9110, section 11.6.1. */
function validateChallenge(id: OperationId, { headers }: TransportResponse): string[] {
  const header = headers["www-authenticate"] ?? "";
  const { security } = operations[id];
  const [scheme = ""] = header.toLowerCase().split(" ");
  return scheme === security ? [] : [`expected a challenge for ${security}, got "${header}"`];
}

/** RFC 9110, section 15.5.6. */
function validateAllow(id: OperationId, { headers }: TransportResponse): string[] {
  const header = headers.allow ?? "";
  const { path } = operations[id];
  const methods = Object.values<OperationDescriptor>(operations)
    .filter((operation) => operation.path === path)
    .map(({ method }) => method);
  const listed = header.split(",").map((method) => method.trim());
  const isRight = listed.toSorted().join() === methods.toSorted().join();
  return isRight ? [] : [`expected Allow: ${methods.join(", ")}, got "${header}"`];
}

/** Validates a body against the XSD of its version and, decoded, against the JSON Schema. */
export function validateBody(
  version: RestVersion,
  status: number,
  document: DocumentName,
  body: Uint8Array,
): ValidationFinding[] {
  const xsdFindings = xsdErrors(document, body, documentVersion(version, status)).map(
    ({ message, line }) => ({ validator: "XSD", message: `line ${line}: ${message}` }) as const,
  );
  return [...xsdFindings, ...validateSchema(document, body)];
}

function validateSchema(document: DocumentName, body: Uint8Array): ValidationFinding[] {
  const validator = "JSON Schema";
  try {
    const validate = ajv.getSchema(`documents#/definitions/${document}`);
    if (validate?.(decode(document, body))) return [];
    return [{ validator, message: ajv.errorsText(validate?.errors) }];
  } catch (error) {
    return [{ validator, message: `can't be decoded: ${error}` }];
  }
}
