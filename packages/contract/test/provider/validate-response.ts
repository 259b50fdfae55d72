import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import * as shipped from "../../src/verify/validation/validate-response.ts";
import { documentVersion } from "../interactions/interaction.ts";

/** Validates a response as `verifyProvider` does, and against the rules of HTTP. */
export function validateResponse(
  version: RestVersion,
  operationId: OperationId,
  response: TransportResponse,
): string[] {
  const { status } = response;
  const { responses }: OperationDescriptor = operations[operationId];
  // 405 is documented for the API as a whole, and for no operation.
  const document = status === 405 ? "ErrorResponse" : responses[status];
  if (document === undefined) return [`${operationId} must not respond with ${status}`];
  const expected = { version: documentVersion(version, status), operationId, status };
  const findings = shipped.validateResponse(expected, response);
  return [
    ...findings.map(
      ({ rule, expected, actual, path = "" }) =>
        `${rule}: expected ${expected} ${path}, got ${actual}`,
    ),
    ...(document === null ? [] : validateCharset(response)),
    ...(status === 401 ? validateChallenge(operationId, response) : []),
    ...(status === 405 ? validateAllow(operationId, response) : []),
  ];
}

/** The charset takes precedence over the XML declaration (RFC 7303). */
function validateCharset({ headers }: TransportResponse): string[] {
  const [, ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const isUtf8 = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/.test(parameter));
  return isUtf8 ? [] : [`expected UTF-8, got ${parameters.join(";")}`];
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
