import { operations } from "@asyncstatus/model/operations";
import type { Device } from "../device/device.ts";
import type { Authenticate } from "./authenticator.ts";
import { basicCredentials, unauthorized } from "./authorization.ts";
import { HttpError } from "./http-error.ts";
import { readParameters } from "./read-parameters.ts";
import { type ResponseFormat, respond } from "./respond.ts";

/**
 * Responds to auth/token: with a new token for Basic credentials, or a renewed one if the body has the
 * current token.
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
  const { unknownParameter } = device.assumptions;
  const body = await request.text();
  if (body !== "" && !isForm(request.headers.get("content-type"))) {
    throw new HttpError(415, "The request body must be application/x-www-form-urlencoded.");
  }
  const { searchParams } = new URL(request.url);
  readParameters(searchParams, operations.requestToken.query, unknownParameter);
  if (body === "") return respondToken(device.issueToken(user), format);
  const token = tokenIn(body, device);
  const issued = token === undefined ? device.issueToken(user) : device.renewToken(user, token);
  if (issued === undefined) throw unauthorized("Basic");
  return respondToken(issued, format);
}

/** Returns the token in a body; undefined if a body without one is ignored. */
function tokenIn(body: string, device: Device): string | undefined {
  const { tokenIn: place, tokenField, unknownForm, unknownParameter } = device.assumptions;
  const form = new URLSearchParams(body);
  const isIgnored = unknownForm === "ignored";
  if (place === "body") {
    // As it is, or encoded.
    const token = [body, ...form.keys()].find((text) => device.findToken(text));
    return token ?? (isIgnored ? undefined : body);
  }
  if (isIgnored && !form.has(tokenField)) return undefined;
  return readParameters(form, [{ name: tokenField, required: true }], unknownParameter)[tokenField];
}

function isForm(contentType: string | null): boolean {
  const [mediaType = ""] = (contentType ?? "").split(";");
  // The page of v1.0 spells it without its type.
  return /^(application\/)?x-www-form-urlencoded$/i.test(mediaType.trim());
}

function respondToken(accessToken: string, format: ResponseFormat): Response {
  const value = { data: { accessToken }, messages: [], links: [] };
  return respond(200, "AccessTokenResponse", value, format);
}
