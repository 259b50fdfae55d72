import { type RestVersion, restVersions } from "@asyncstatus/model";
import type { Device } from "../device/device.ts";
import { Refusal, type RefusalCode } from "../device/refusal.ts";
import type { AskedRequest } from "../fetch/asked-request.ts";
import { type AskedUrl, splitUrl } from "../fetch/asked-url.ts";
import { acceptsXml } from "./accepts-xml.ts";
import { createAuthenticator } from "./authenticator.ts";
import { bearerToken, notAuthorized } from "./authorization.ts";
import { execute } from "./execute.ts";
import { HttpError } from "./http-error.ts";
import { requestToken } from "./request-token.ts";
import { type Form, respondError } from "./respond.ts";
import { route, versionOf } from "./route.ts";
import { servedVersions } from "./served-versions.ts";

/** What a handler needs beside its device. */
export interface HandlerOptions {
  /**
   * The REST versions that are served side by side, each under its path: releases before 8.4.0 have no
   * v1.2, releases before 8.3.0 only v1.0. @default all three
   */
  readonly versions?: readonly RestVersion[];
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
 *
 * An answer is written as the version of its path has it; where that is none of those served, as the
 * newest of them.
 *
 * @throws {RangeError} where there is no version to serve, or one that is not specified
 */
export function createHandler(
  device: Device,
  options: HandlerOptions = {},
): (request: AskedRequest) => Promise<Response> {
  const answer = createAnswerer(device, options);
  return async (request) => answer(request);
}

/** As {@link createHandler}; the answer is not a promise where there is nothing to wait for. */
export function createAnswerer(
  device: Device,
  { versions = restVersions, onError = console.error }: HandlerOptions,
): (request: AskedRequest) => Response | Promise<Response> {
  const authenticate = createAuthenticator(device.users);
  const served = servedVersions(versions);

  return (request) => {
    if (!device.isUp()) return Response.error();
    const url = splitUrl(request.url);
    const { errorItems } = device.assumptions;
    const form = { version: versionOf(url.pathname, served), errorItems };
    try {
      const response = answer(request, url, form);
      return response instanceof Promise
        ? response.catch((error) => failed(error, form))
        : response;
    } catch (error) {
      return failed(error, form);
    }
  };

  function failed(error: unknown, form: Form): Response {
    if (error instanceof HttpError) return respondError(error, form);
    if (error instanceof Refusal) return refused(error, form);
    onError(error);
    return respondError(new HttpError(500, "Unable to execute the request."), form);
  }

  function answer(request: AskedRequest, url: AskedUrl, form: Form): Response | Promise<Response> {
    const id = route(request.method, url.pathname, served);
    if (!acceptsXml(request.headers.get("accept"))) {
      throw new HttpError(406, "Only application/xml can be produced.");
    }
    if (id === "requestToken") return requestToken(device, authenticate, request, form);
    const text = bearerToken(request.headers.get("authorization"));
    const token = text === undefined ? undefined : device.findToken(text);
    if (!token) throw notAuthorized("Bearer");
    return execute(device, { id, form, served, url, token });
  }
}

function refused({ code, message }: Refusal, form: Form): Response {
  if (code === "off") return Response.error();
  return respondError(new HttpError(statusOf[code], message), form);
}

const statusOf: Record<Exclude<RefusalCode, "off">, number> = {
  "lock-not-held": 423,
  "locked-by-another": 423,
  // For configuration/management, 409 is not among the documented answers.
  "request-in-progress": 400,
  "no-pair": 400,
};
