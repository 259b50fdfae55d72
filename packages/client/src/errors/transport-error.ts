import type { OperationDescriptor } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** The reason why a request has no complete response. */
export type TransportErrorCode =
  /** The request must not be sent: not an https: URL, user information in it, a malformed header. */
  | "invalid-request"
  /** The transport was closed, before the request or during it. */
  | "closed"
  /** The caller's signal was aborted; its reason is the `cause`. */
  | "aborted"
  /** No connection or no complete response within the time limit. */
  | "timeout"
  /** The host name has no address, or the name service does not respond. */
  | "name-not-found"
  /** There is no route to the host, or a local firewall blocks it. */
  | "unreachable"
  /** The host does not listen on the port. */
  | "refused"
  /** The connection ended before a response began. */
  | "reset"
  /** The server on the port does not use TLS. */
  | "not-https"
  /** The TLS handshake failed: no common version or cipher, or an alert from the device. */
  | "tls-failed"
  /** The certificate is not trusted: see `reason`. */
  | "tls-untrusted"
  /** The certificate does not have the required fingerprint: see `expected` and `actual`. */
  | "tls-fingerprint-mismatch"
  /** The response violates HTTP/1.1, or its headers are too large. */
  | "malformed-response"
  /** The body is encoded, for example by gzip. Encoded bodies are not read. */
  | "content-encoding"
  /** The body is longer than the limit. */
  | "body-too-large"
  /** The connection ended after the headers and before the end of the body. */
  | "body-truncated"
  /** The response is a redirect that the platform's `fetch` hides, as browsers do. */
  | "redirect-hidden"
  /** The platform does not report the reason. */
  | "failed";

/** The reason why a certificate is not trusted. */
export type UntrustedReason =
  /** It is self-signed, and not in `tls.ca`. */
  | "self-signed"
  /** It is signed by an authority that is not trusted. */
  | "unknown-authority"
  /** Its validity period has ended. */
  | "expired"
  /** Its validity period has not begun. */
  | "not-yet-valid"
  /** It is for another host name or address. */
  | "name-mismatch"
  /** Another reason; the message has the platform's code. */
  | "other";

const untrustedReasons: Readonly<Record<string, UntrustedReason>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown-authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown-authority",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet-valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "name-mismatch",
};

/** Returns the reason of an error code of Node.js, as in `tlsSocket.authorizationError`. */
export function untrustedReason(code: string): UntrustedReason {
  return untrustedReasons[code] ?? "other";
}

const summaries: Readonly<Record<TransportErrorCode, string>> = {
  "invalid-request": "Invalid request",
  closed: "Connection closed by this client",
  aborted: "Request aborted",
  timeout: "Request timed out",
  "name-not-found": "Host name not found",
  unreachable: "Host unreachable",
  refused: "Connection refused",
  reset: "Connection ended before a response",
  "not-https": "Server does not use HTTPS",
  "tls-failed": "TLS handshake failed",
  "tls-untrusted": "Certificate not trusted",
  "tls-fingerprint-mismatch": "Certificate does not match the fingerprint",
  "malformed-response": "Response is not valid HTTP/1.1",
  "content-encoding": "Compressed responses are not supported",
  "body-too-large": "Response too large",
  "body-truncated": "Response cut short",
  "redirect-hidden": "Response is a redirect, which is not followed",
  failed: "Request failed for an unknown reason",
};

/** The fields of a {@link TransportError}. */
export interface TransportErrorDetails {
  readonly code: TransportErrorCode;
  readonly method: OperationDescriptor["method"];
  readonly url: URL;
  readonly notSent: boolean;
  /** The end of the message: the details, and what to do. */
  readonly detail?: string | undefined;
  readonly reason?: UntrustedReason | undefined;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A request without a complete response. Contains no header and no body of the request, and no part of
 * a response's body.
 */
export class TransportError extends AsyncStatusError {
  override readonly name = "TransportError";
  readonly code: TransportErrorCode;
  readonly method: OperationDescriptor["method"];
  /** Origin and path of the request, without the query. */
  readonly url: string;
  /** True if no byte of the request was sent. If false, the device may have accepted the request. */
  readonly notSent: boolean;
  /** The reason for `tls-untrusted`. */
  readonly reason: UntrustedReason | undefined;
  /**
   * The required value, if `code` is about one: the SHA-256 fingerprint of the certificate
   * (`tls-fingerprint-mismatch`), the content encoding, or a number of bytes.
   */
  readonly expected: string | undefined;
  /** The value found instead. For `tls-untrusted`, the fingerprint of the device's certificate. */
  readonly actual: string | undefined;

  constructor(details: TransportErrorDetails) {
    const { code, method, notSent, detail, reason, expected, actual, cause } = details;
    const url = urlWithoutSecrets(details.url);
    const summary = summaryOf(code, method, url);
    super(detail ? `${summary} (${detail})` : summary, cause === undefined ? {} : { cause });
    this.code = code;
    this.method = method;
    this.url = url;
    this.notSent = notSent;
    this.reason = reason;
    this.expected = expected;
    this.actual = actual;
  }

  /** The message without its details, which may be a text of the platform. */
  get summary(): string {
    return summaryOf(this.code, this.method, this.url);
  }
}

function summaryOf(code: TransportErrorCode, method: string, url: string): string {
  return `${summaries[code]}: ${method} ${url}`;
}

/** Returns origin and path of a URL, without user information, query and fragment. */
export function urlWithoutSecrets({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`;
}
