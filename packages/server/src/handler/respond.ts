import { type DocumentName, type Documents, type EncodeOptions, encode } from "@asyncstatus/model";
import { escapeForbiddenCharacters } from "@asyncstatus/model/xml";
import { errorPage } from "./error-page.ts";
import type { HttpError } from "./http-error.ts";

// Tokens, and states that change: no response is cacheable.
const headers = { "cache-control": "no-store" };

/** The REST version and the form of error items that a response is written in. */
export type ResponseFormat = Required<EncodeOptions>;

/** Makes a response with a document. */
export function respond<Name extends DocumentName>(
  status: number,
  document: Name,
  value: Documents[Name],
  format: ResponseFormat,
  extraHeaders: Readonly<Record<string, string>> = {},
): Response {
  return new Response(encode(document, value, format), {
    status,
    // Without a charset, as documented: the document declares its encoding.
    headers: { ...headers, "content-type": "application/xml", ...extraHeaders },
  });
}

/** Makes a 204 response. */
export function respondNoContent(): Response {
  return new Response(null, { status: 204, headers });
}

/** Makes the response to an error. */
export function respondError(error: HttpError, format: ResponseFormat): Response {
  const { status, message, details } = error;
  return respond(
    status,
    "ErrorResponse",
    errorDocument(message, details.link),
    format,
    details.headers,
  );
}

/** Makes an error document with one message, which may quote any text. */
export function errorDocument(errorMessage: string, link?: string): Documents["ErrorResponse"] {
  const item = {
    errorMessage: escapeForbiddenCharacters(errorMessage),
    ...(link !== undefined && { link }),
  };
  return { data: {}, messages: [item], links: [] };
}

/** Makes the page of a device's web server for a path that is not of the REST API. */
export function respondNotFoundPage(): Response {
  return new Response(errorPage(404, "Not Found"), {
    status: 404,
    headers: { ...headers, "content-type": "text/html" },
  });
}
