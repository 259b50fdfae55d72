import { operations } from "@asyncstatus/model/operations";
import type { Device } from "../device/device.ts";
import type { AskedRequest } from "../fetch/asked-request.ts";
import { splitUrl } from "../fetch/asked-url.ts";
import type { Authenticate } from "./authenticator.ts";
import { basicCredentials, notAuthorized } from "./authorization.ts";
import { HttpError } from "./http-error.ts";
import { readParameters } from "./read-parameters.ts";
import { type Form, respond } from "./respond.ts";

/**
 * Answers auth/token: a new token for Basic credentials, or with a form that holds the current one,
 * its renewal.
 *
 * @throws {HttpError} 401, 415, 400
 */
export async function requestToken(
  device: Device,
  authenticate: Authenticate,
  request: AskedRequest,
  form: Form,
): Promise<Response> {
  const credentials = basicCredentials(request.headers.get("authorization"));
  const user = credentials && (await authenticate(credentials));
  if (!user) throw notAuthorized("Basic");
  const { tokenField, unknownParameter } = device.assumptions;
  const body = await request.text();
  if (body !== "" && !isForm(request.headers.get("content-type"))) {
    throw new HttpError(415, "The request body must be application/x-www-form-urlencoded.");
  }
  const { searchParams } = splitUrl(request.url);
  readParameters(searchParams, operations.requestToken.query, unknownParameter);
  if (body === "") return newToken(device.issueToken(user), form);
  const given = new URLSearchParams(body);
  const fields = readParameters(given, [{ name: tokenField, required: true }], unknownParameter);
  const renewed = device.renewToken(user, fields[tokenField] ?? "");
  if (renewed === undefined) throw notAuthorized("Basic");
  return newToken(renewed, form);
}

function isForm(contentType: string | null): boolean {
  const [mediaType = ""] = (contentType ?? "").split(";");
  return mediaType.trim().toLowerCase() === "application/x-www-form-urlencoded";
}

function newToken(accessToken: string, form: Form): Response {
  const value = { data: { accessToken }, messages: [], links: [] };
  return respond(200, "AccessTokenResponse", value, form);
}
