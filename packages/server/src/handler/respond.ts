import { type DocumentName, type Documents, type EncodeOptions, encode } from "@asyncstatus/model";
import { TextResponse } from "../fetch/text-response.ts";
import type { HttpError } from "./http-error.ts";

// A token, or what a moment later is no longer so: nothing here is for a cache.
const headers = { "cache-control": "no-store" };

// Without a charset: application/xml is the one media type that is documented, and the document
// declares its encoding.
const documentHeaders = { ...headers, "content-type": "application/xml" };

/** In which of the possible ways an answer is written. */
export type Form = Required<EncodeOptions>;

/** An answer with a document. */
export function respond<Name extends DocumentName>(
  status: number,
  document: Name,
  value: Documents[Name],
  form: Form,
  extraHeaders: Readonly<Record<string, string>> = {},
): Response {
  return respondText(status, encode(document, value, form), extraHeaders);
}

/** An answer with a document that is written already. */
export function respondText(
  status: number,
  text: string,
  extraHeaders: Readonly<Record<string, string>> = {},
): Response {
  return new TextResponse({ text, status, headers: { ...documentHeaders, ...extraHeaders } });
}

/** The answer that all is done and there is nothing to say. */
export function respondNoContent(): Response {
  return new Response(null, { status: 204, headers });
}

/** The answer that something is wrong. */
export function respondError(error: HttpError, form: Form): Response {
  const { status, message, details } = error;
  const { link, headers } = details;
  return respond(status, "ErrorResponse", errorValue(message, link), form, headers);
}

/** The document of an answer that something is wrong. */
export function errorValue(errorMessage: string, link?: string): Documents["ErrorResponse"] {
  const item = { errorMessage, ...(link !== undefined && { link }) };
  return { data: {}, messages: [item], links: [] };
}
