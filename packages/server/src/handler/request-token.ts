import { operations } from "@asyncstatus/model/operations";
import type { Device } from "../device/device.ts";
import type { Authenticate } from "./authenticator.ts";
import { basicCredentials, unauthorized } from "./authorization.ts";
import { HttpError } from "./http-error.ts";
import { readParameters } from "./read-parameters.ts";
import { type ResponseFormat, respond } from "./respond.ts";

/**
 * Responds to auth/token: with a new token for Basic credentials, or a renewed one if the form holds
 * the current token.
 *
 * @throws {HttpError} 401, 415, 400
 */
export async function requestToken(
  device: Device,
  authenticate: Authenticate,
  request: Request,
  format: ResponseFormat,
): Promise<Response> {
  const credentials = basicCredentials(request.headers.get("authorization"));
  const user = credentials && (await authenticate(credentials));
  if (!user) throw unauthorized("Basic");
  const { tokenField, unknownParameter } = device.assumptions;
  const body = await request.text();
  if (body !== "" && !isForm(request.headers.get("content-type"))) {
    throw new HttpError(415, "The request body must be application/x-www-form-urlencoded.");
  }
  const { searchParams } = new URL(request.url);
  readParameters(searchParams, operations.requestToken.query, unknownParameter);
  if (body === "") return respondToken(device.issueToken(user), format);
  const given = new URLSearchParams(body);
  const fields = readParameters(given, [{ name: tokenField, required: true }], unknownParameter);
  const renewed = device.renewToken(user, fields[tokenField] ?? "");
  if (renewed === undefined) throw unauthorized("Basic");
  return respondToken(renewed, format);
}

function isForm(contentType: string | null): boolean {
  const [mediaType = ""] = (contentType ?? "").split(";");
  return mediaType.trim().toLowerCase() === "application/x-www-form-urlencoded";
}

function respondToken(accessToken: string, format: ResponseFormat): Response {
  const value = { data: { accessToken }, messages: [], links: [] };
  return respond(200, "AccessTokenResponse", value, format);
}
