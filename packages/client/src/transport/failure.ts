import {
  TransportError,
  type TransportErrorCode,
  type TransportErrorDetails,
  untrustedReason,
} from "../errors/transport-error.ts";
import type { TransportRequest } from "./transport.ts";

type FailureFields = Pick<TransportErrorDetails, "reason" | "expected" | "actual" | "cause">;

/** A {@link TransportError} whose request is not known yet. Its message is the detail. */
export class Failure extends Error {
  readonly code: TransportErrorCode;
  readonly #fields: FailureFields;

  constructor(code: TransportErrorCode, detail = "", fields: FailureFields = {}) {
    super(detail, "cause" in fields ? { cause: fields.cause } : {});
    this.code = code;
    this.#fields = fields;
  }

  toTransportError({ method, url }: TransportRequest, notSent: boolean): TransportError {
    const { code, message: detail } = this;
    return new TransportError({ ...this.#fields, code, method, url, notSent, detail });
  }
}

// Matched against code and message, first match wins. Codes of Node.js (https://nodejs.org/api/errors.html;
// "X509 certificate error codes" in https://nodejs.org/api/tls.html), of OpenSSL and of undici.
const meanings: readonly (readonly [RegExp, TransportErrorCode])[] = [
  [/^ECONNREFUSED\b/, "refused"],
  [/^(ENOTFOUND|EAI_\w+)\b/, "name-not-found"],
  [/^(EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)\b/, "unreachable"],
  [/^(ETIMEDOUT|UND_ERR_\w+_TIMEOUT)\b/, "timeout"],
  [/^ERR_SSL_WRONG_VERSION_NUMBER\b/, "not-https"],
  [/^(ERR_SSL_|EPROTO\b)/, "tls-failed"],
  [/^(CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT|INVALID_(CA|PURPOSE))/, "tls-untrusted"],
  // undici 8.12 gives its parser's errors no code, so that their name is matched.
  [/^(HTTPParserError .*EOF|HPE_INVALID_EOF|UND_ERR_RES_CONTENT_LENGTH)/, "body-truncated"],
  [/^(HTTPParserError|HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_SOCKET bad)/, "malformed-response"],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)\b/, "reset"],
  [/^UND_ERR_(DESTROYED|CLOSED)\b/, "closed"],
  [/^UND_ERR_(INVALID_ARG|NOT_SUPPORTED)\b/, "invalid-request"],
];

/**
 * Converts an error of the platform.
 *
 * @param hasHeaders True if the response's headers were received: a connection that ends later
 * truncates the body.
 */
export function toFailure(error: unknown, hasHeaders: boolean): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return new Failure("failed");
  const { name, message } = error;
  const code = ("code" in error && error.code) || name;
  const meaning = meanings.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1] ?? "failed";
  // OpenSSL's messages are positions in its source, and an AggregateError has no message.
  const detail = message === "" || String(code).startsWith("ERR_SSL") ? String(code) : message;
  // The error itself is not kept: undici's parser errors have the bytes at which they failed, which
  // may be a token, and TLS errors have the whole certificate.
  return new Failure(atStage(meaning, hasHeaders), detail, {
    ...(meaning === "tls-untrusted" && { reason: untrustedReason(String(code)) }),
    cause: new Error(message),
  });
}

function atStage(meaning: TransportErrorCode, hasHeaders: boolean): TransportErrorCode {
  if (hasHeaders) return meaning === "malformed-response" ? meaning : "body-truncated";
  return meaning === "body-truncated" ? "malformed-response" : meaning;
}
