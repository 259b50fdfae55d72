import { type RestVersion, restVersions } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import type { Device } from "../device/device.ts";
import { Refusal, type RefusalCode } from "../device/refusal.ts";
import { acceptsXml } from "./accepts-xml.ts";
import { createAuthenticator } from "./authenticator.ts";
import { bearerToken, unauthorized } from "./authorization.ts";
import { execute } from "./execute.ts";
import { HttpError } from "./http-error.ts";
import { requestToken } from "./request-token.ts";
import { type ResponseFormat, respondError, respondNotFoundPage } from "./respond.ts";
import { isRestPath, route, versionOf } from "./route.ts";
import { servedVersions } from "./served-versions.ts";

/** Options of {@link createHandler}. */
export interface HandlerOptions {
  /**
   * The REST versions to serve, each under its path. Releases before 8.4.0 have no v1.2, releases
   * before 8.3.0 only v1.0. @default all three
   */
  readonly versions?: readonly RestVersion[];
  /** Called with errors that are answered with 500, such as those of a behavior. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/**
 * Makes the REST API of a device: a function from the Fetch standard's request to its response, which
 * needs no socket and nothing of Node.js.
 *
 * Errors are checked in this order: 404 (path, then version), 405, 406, 401, 403, 415, 400, 423, and
 * last those of the device itself. While the device is off, the response is `Response.error()`, the
 * Fetch standard's network error (its `type` is `"error"`).
 *
 * A path outside `/rest/` gets a 404 as an HTML page, as from a device's web server.
 *
 * A response is written in the version of its path, or in the newest one if that is not served.
 *
 * @throws {RangeError} if there are no versions to serve, or one is not specified
 */
export function createHandler(
  device: Device,
  { versions = restVersions, onError = console.error }: HandlerOptions = {},
): (request: Request) => Promise<Response> {
  const authenticate = createAuthenticator(device.users);
  const served = servedVersions(versions);

  return async (request) => {
    if (!device.isUp()) return Response.error();
    const url = new URL(request.url);
    if (!isRestPath(url.pathname)) return respondNotFoundPage();
    const { errorItems } = device.assumptions;
    const format = { version: versionOf(url.pathname, served), errorItems };
    try {
      return await respondTo(request, url, format);
    } catch (error) {
      if (error instanceof HttpError) return respondError(error, format);
      if (error instanceof Refusal) return respondRefusal(error, format);
      onError(error);
      return respondError(new HttpError(500, "Unable to execute the request."), format);
    }
  };

  async function respondTo(request: Request, url: URL, format: ResponseFormat): Promise<Response> {
    const id = route(request.method, url.pathname, served);
    if (!acceptsXml(request.headers.get("accept"))) {
      throw new HttpError(406, "Only application/xml can be produced.");
    }
    if (id === "requestToken") return requestToken(device, authenticate, request, format);
    const text = bearerToken(request.headers.get("authorization"));
    const token = text === undefined ? undefined : device.findToken(text);
    if (!token) throw unauthorized("Bearer");
    const body = await readBody(id, request);
    return execute(device, { id, format, served, url, token, ...(body && { body }) });
  }
}

/** Reads the body of an operation that has one. @throws {HttpError} 415 */
async function readBody(id: OperationId, request: Request): Promise<Uint8Array | undefined> {
  const operation: OperationDescriptor = operations[id];
  if (operation.body === undefined) return undefined;
  const [mediaType = ""] = (request.headers.get("content-type") ?? "").split(";");
  // Clients also send no media type.
  if (!["", "application/xml"].includes(mediaType.trim().toLowerCase())) {
    throw new HttpError(415, "The request body must be application/xml.");
  }
  return new Uint8Array(await request.arrayBuffer());
}

function respondRefusal({ code, message }: Refusal, format: ResponseFormat): Response {
  if (code === "off") return Response.error();
  return respondError(new HttpError(statusOf[code], message), format);
}

const statusOf: Record<Exclude<RefusalCode, "off">, number> = {
  "lock-not-held": 423,
  "locked-by-another": 423,
  // For configuration/management, 409 is not among the documented responses.
  "request-in-progress": 400,
  "no-pair": 400,
  standby: 400,
  "invalid-element": 400,
  "element-exists": 409,
  "no-such-element": 404,
};
