import type { TransportRequest } from "./transport.ts";
import { TransportError, type TransportErrorCode } from "./transport-error.ts";

/** What went wrong, where it is not yet known for which request. Its message is the detail. */
export class Failure extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, detail = "", cause?: unknown) {
    super(detail, cause === undefined ? {} : { cause });
    this.code = code;
  }

  about({ method, url }: TransportRequest, notSent: boolean): TransportError {
    const { code, message: detail, cause } = this;
    return new TransportError({ code, method, url, notSent, detail, cause });
  }
}

// By code and message, the first that fits. Codes of Node.js (https://nodejs.org/api/errors.html;
// "X509 certificate error codes" in https://nodejs.org/api/tls.html), of OpenSSL and of undici.
const meanings: readonly (readonly [RegExp, TransportErrorCode])[] = [
  [/^ECONNREFUSED\b/, "refused"],
  [/^(ENOTFOUND|EAI_\w+)\b/, "name-not-found"],
  [/^(EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)\b/, "unreachable"],
  [/^(ETIMEDOUT|UND_ERR_\w+_TIMEOUT)\b/, "timeout"],
  [/^ERR_SSL_WRONG_VERSION_NUMBER\b/, "not-https"],
  [/^(ERR_SSL_|EPROTO\b)/, "tls-failed"],
  [/^(CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT|INVALID_(CA|PURPOSE))/, "tls-untrusted"],
  // undici 8.12 gives its parser's errors no code: their name stands in.
  [/^(HTTPParserError .*EOF|HPE_INVALID_EOF|UND_ERR_RES_CONTENT_LENGTH)/, "body-truncated"],
  [/^(HTTPParserError|HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_SOCKET bad)/, "malformed-response"],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)\b/, "reset"],
  [/^UND_ERR_(DESTROYED|CLOSED)\b/, "closed"],
  [/^UND_ERR_(INVALID_ARG|NOT_SUPPORTED)\b/, "invalid-request"],
];

/**
 * Reads an error of the platform.
 *
 * @param headersCame whether the answer's headers had come: what ends an exchange after them cuts
 * the answer short
 */
export function toFailure(error: unknown, headersCame: boolean): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return new Failure("failed");
  const { name, message } = error;
  const code = ("code" in error && error.code) || name;
  const meaning = meanings.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1] ?? "failed";
  // OpenSSL's messages are positions in its source, and an AggregateError has none.
  const detail = message === "" || String(code).startsWith("ERR_SSL") ? String(code) : message;
  // The error itself is not kept: undici's parser error carries the bytes that it stumbled over,
  // which may be a token, and a TLS error carries the whole certificate.
  return new Failure(atStage(meaning, headersCame), detail, new Error(message));
}

function atStage(meaning: TransportErrorCode, headersCame: boolean): TransportErrorCode {
  if (headersCame) return meaning === "malformed-response" ? meaning : "body-truncated";
  return meaning === "body-truncated" ? "malformed-response" : meaning;
}
