import { type DocumentName, type Documents, encode } from "@asyncstatus/model";
import type { HttpError } from "./http-error.ts";

// A token, or what a moment later is no longer so: nothing here is for a cache.
const headers = { "cache-control": "no-store" };

/** An answer with a document. */
export function respond<Name extends DocumentName>(
  status: number,
  document: Name,
  value: Documents[Name],
  extraHeaders: Readonly<Record<string, string>> = {},
): Response {
  return new Response(encode(document, value), {
    status,
    // Without a charset: application/xml is the one media type that is documented, and the
    // document declares its encoding.
    headers: { ...headers, "content-type": "application/xml", ...extraHeaders },
  });
}

/** The answer that all is done and there is nothing to say. */
export function respondNoContent(): Response {
  return new Response(null, { status: 204, headers });
}

/** The answer that something is wrong. */
export function respondError({ status, message, details: { link, headers } }: HttpError): Response {
  const item = { errorMessage: message, ...(link !== undefined && { link }) };
  return respond(status, "ErrorResponse", { data: {}, messages: [item], links: [] }, headers);
}
