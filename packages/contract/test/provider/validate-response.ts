import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import * as shipped from "../../src/verify/validation/validate-response.ts";
import { documentVersion } from "../interactions/interaction.ts";

/** Validates a response as `verifyProvider` does, for any status that the operation can have. */
export function validateResponse(
  version: RestVersion,
  operationId: OperationId,
  response: TransportResponse,
): string[] {
  const { status } = response;
  const { responses }: OperationDescriptor = operations[operationId];
  // 405 is documented for the API as a whole, and for no operation.
  if (responses[status] === undefined && status !== 405) {
    return [`${operationId} must not respond with ${status}`];
  }
  const expected = { version: documentVersion(version, status), operationId, status };
  return shipped
    .validateResponse(expected, response)
    .map(
      ({ rule, expected, actual, path = "" }) =>
        `${rule}: expected ${expected} ${path}, got ${actual}`,
    );
}
