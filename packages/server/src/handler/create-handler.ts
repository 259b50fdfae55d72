import type { Device } from "../device/device.ts";
import { Refusal, type RefusalCode } from "../device/refusal.ts";
import { acceptsXml } from "./accepts-xml.ts";
import { createAuthenticator } from "./authenticator.ts";
import { bearerToken, notAuthorized } from "./authorization.ts";
import { carryOut } from "./carry-out.ts";
import { HttpError } from "./http-error.ts";
import { requestToken } from "./request-token.ts";
import { respondError } from "./respond.ts";
import { route } from "./route.ts";

/** What a handler needs beside its device. */
export interface HandlerOptions {
  /** Told of what is answered 500, such as what a plan throws. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/**
 * Makes the device's REST API: a function of the Fetch standard's request and response, with no
 * socket and nothing of Node.js.
 *
 * What is wrong is answered in this order: 404 (path, then version), 405, 406, 401, 403, 415, 400,
 * 423; last, what the device itself refuses. While the device is off, there is no answer: the
 * response is `Response.error()`, the Fetch standard's network error (its `type` is `"error"`).
 */
export function createHandler(
  device: Device,
  { onError = console.error }: HandlerOptions = {},
): (request: Request) => Promise<Response> {
  const authenticate = createAuthenticator(device.users);

  return async (request) => {
    if (!device.isUp()) return Response.error();
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof HttpError) return respondError(error);
      if (error instanceof Refusal) return refused(error);
      onError(error);
      return respondError(new HttpError(500, "Unable to execute the request."));
    }
  };

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const { id, version } = route(request.method, url.pathname);
    if (!acceptsXml(request.headers.get("accept"))) {
      throw new HttpError(406, "Only application/xml can be produced.");
    }
    if (id === "requestToken") return requestToken(device, authenticate, request);
    const text = bearerToken(request.headers.get("authorization"));
    const token = text === undefined ? undefined : device.findToken(text);
    if (!token) throw notAuthorized("Bearer");
    return carryOut(device, { id, version, url, token });
  }
}

function refused({ code, message }: Refusal): Response {
  return code === "off" ? Response.error() : respondError(new HttpError(statusOf[code], message));
}

const statusOf: Record<Exclude<RefusalCode, "off">, number> = {
  "lock-not-held": 423,
  "locked-by-another": 423,
  // For configuration/management, 409 is not among the documented answers.
  "request-in-progress": 400,
  "no-pair": 400,
};
