import { type DocumentName, type Documents, type EncodeOptions, encode } from "@asyncstatus/model";
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

// A message may quote the caller. Half of a surrogate pair is one of them.
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Makes an error document with one message. Characters that XML can't hold become U+FFFD. */
export function errorDocument(message: string, link?: string): Documents["ErrorResponse"] {
  const errorMessage = message.replace(notInXml, "\uFFFD");
  const item = { errorMessage, ...(link !== undefined && { link }) };
  return { data: {}, messages: [item], links: [] };
}
