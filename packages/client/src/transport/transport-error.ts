import { AsyncStatusError } from "../errors/asyncstatus-error.ts";
import type { TransportRequest } from "./transport.ts";

/** Why a request has no complete answer. */
export type TransportErrorCode =
  /** Not a request that may be sent: no https: URL, user information in it, a malformed header. */
  | "invalid-request"
  /** The transport was closed, before the request or during it. */
  | "closed"
  /** The caller's signal was aborted; its reason is the `cause`. */
  | "aborted"
  /** No connection or no complete answer in the time allowed. */
  | "timeout"
  /** The host's name has no address, or the name service does not answer. */
  | "name-not-found"
  /** There is no way to the host, or a firewall on this side bars it. */
  | "unreachable"
  /** The host is there and nothing listens on the port. */
  | "refused"
  /** The connection ended before an answer began. */
  | "reset"
  /** What answers on the port does not speak TLS. */
  | "not-https"
  /** The TLS handshake failed: no common version or cipher, or an alert of the device. */
  | "tls-failed"
  /** The certificate does not stand up to the authorities, its dates or the host's name. */
  | "tls-untrusted"
  /** The certificate is not the one with the fingerprint that was asked for. */
  | "tls-fingerprint-mismatch"
  /** The answer breaks the rules of HTTP/1.1, or its headers are too large. */
  | "malformed-response"
  /** The body is encoded (gzip and the like); bodies are read only as they are. */
  | "content-encoding"
  /** The body is longer than the limit, by its Content-Length or in fact. */
  | "body-too-large"
  /** The connection ended after the headers and before the end of the body. */
  | "body-truncated"
  /** The answer is a redirect that the platform's `fetch` hides: browsers do. */
  | "redirect-hidden"
  /** The platform does not say what went wrong. */
  | "failed";

const summaries: Readonly<Record<TransportErrorCode, string>> = {
  "invalid-request": "Request not acceptable",
  closed: "Transport closed",
  aborted: "Request aborted",
  timeout: "Request timed out",
  "name-not-found": "Host name not found",
  unreachable: "Host unreachable",
  refused: "Connection refused",
  reset: "Connection ended before an answer",
  "not-https": "The port does not speak HTTPS",
  "tls-failed": "TLS handshake failed",
  "tls-untrusted": "Certificate not trusted",
  "tls-fingerprint-mismatch": "Certificate has another fingerprint",
  "malformed-response": "Answer is not HTTP/1.1",
  "content-encoding": "Answer is encoded",
  "body-too-large": "Answer too large",
  "body-truncated": "Answer cut short",
  "redirect-hidden": "Answer is a redirect",
  failed: "Request failed",
};

/**
 * A request that has no complete answer. Neither the request's headers nor its body nor any part
 * of an answer's body is in it.
 */
export class TransportError extends AsyncStatusError {
  override readonly name = "TransportError";
  readonly code: TransportErrorCode;
  readonly method: TransportRequest["method"];
  /** Origin and path: no query, no user information. */
  readonly url: string;
  /**
   * True where it is certain that no byte of the request was sent. False says nothing: the device
   * may have taken the request all the same.
   */
  readonly notSent: boolean;

  constructor(about: {
    readonly code: TransportErrorCode;
    readonly method: TransportRequest["method"];
    readonly url: URL;
    readonly notSent: boolean;
    /** What was expected and got, and what to do. */
    readonly detail?: string | undefined;
    readonly cause?: unknown;
  }) {
    const url = `${about.url.protocol}//${about.url.host}${about.url.pathname}`;
    const detail = about.detail ? ` (${about.detail})` : "";
    super(
      `${summaries[about.code]}: ${about.method} ${url}${detail}`,
      about.cause === undefined ? {} : { cause: about.cause },
    );
    this.code = about.code;
    this.method = about.method;
    this.url = url;
    this.notSent = about.notSent;
  }
}
