import { type DocumentName, type RestVersion, restVersions } from "@asyncstatus/model";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import type { Device } from "../device/device.ts";
import type { Handler } from "../handler/handler.ts";
import { HttpError } from "../handler/http-error.ts";
import { respondError } from "../handler/respond.ts";
import { isRestPath, route, versionOf } from "../handler/route.ts";

/** A response that does not conform to the specification. */
export class InvalidResponseError extends Error {
  override readonly name = "InvalidResponseError";
  readonly code = "invalid-response";
}

/**
 * Validates the responses of a handler against the XSD of their version. An invalid one goes to
 * `onError` as an {@link InvalidResponseError}, and a 500 to the client.
 */
export function withStrictOutput(
  handler: Handler,
  device: Pick<Device, "assumptions">,
  onError: (error: unknown) => void,
): Handler {
  return async (request, connection) => {
    const response = await handler(request, connection);
    const { method } = request;
    const { pathname } = new URL(request.url);
    if (response.type === "error" || !isRestPath(pathname)) return response;
    const version = versionOf(pathname, restVersions);
    // Read, not cloned: the copy of a body is read with tasks in a browser, which a virtual clock overtakes.
    const body = response.body === null ? null : await response.text();
    const problem = problemOf(
      response,
      body,
      documentOf(method, pathname, response.status),
      version,
    );
    if (problem === undefined) return new Response(body, response);
    onError(
      new InvalidResponseError(`${method} ${pathname}: the response ${response.status} ${problem}`),
    );
    const error = new HttpError(500, "Unable to execute the request.");
    return respondError(error, { version, errorItems: device.assumptions.errorItems });
  };
}

function problemOf(
  { headers }: Response,
  body: string | null,
  document: DocumentName | null | undefined,
  version: RestVersion,
): string | undefined {
  if (document === undefined) return "is not specified.";
  // The Fetch standard allows no body with these statuses.
  if (document === null) return undefined;
  const type = headers.get("content-type");
  if (type !== "application/xml") return `is ${type}, and should be application/xml.`;
  const errors = xsdErrors(document, body ?? "", version).map(({ message }) => message);
  return errors.length === 0 ? undefined : `is no ${document} of ${version}: ${errors.join("; ")}`;
}

/** The document that a response should have; null if it should have no body. */
function documentOf(
  method: string,
  pathname: string,
  status: number,
): DocumentName | null | undefined {
  try {
    const operation: OperationDescriptor = operations[route(method, pathname, restVersions)];
    return operation.responses[status];
  } catch (error) {
    if (error instanceof HttpError) return "ErrorResponse";
    throw error;
  }
}
