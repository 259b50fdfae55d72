import { getSystemErrorMessage } from "node:util";
import {
  type LockLossReason,
  LockLostError,
  TransportError,
  type TransportErrorCode,
  type UntrustedReason,
} from "@asyncstatus/client";

/** Codes whose message ends with the text of the platform. */
const withPlatformText: ReadonlySet<TransportErrorCode> = new Set([
  "reset",
  "malformed-response",
  "body-truncated",
  "failed",
]);

/** The reasons why a lock was lost. */
const lockLossTexts: Readonly<Record<LockLossReason, string>> = {
  "token-expired": "its token expired",
  "token-refused": "the device rejected its token",
  "renewal-unanswered":
    "the response to a token renewal never arrived, so the lock may now belong to a token that this command doesn't have; it becomes free when that token expires, within ten minutes",
  "not-held": "the device reports that this session doesn't hold it",
};

/** The reasons why a certificate isn't trusted. */
export const untrustedTexts: Readonly<Record<UntrustedReason, string>> = {
  "self-signed": "self-signed",
  "unknown-authority": "signed by an unknown CA",
  expired: "expired",
  "not-yet-valid": "not yet valid",
  "name-mismatch": "issued for another host name",
  other: "unknown reason",
};

/** Returns why a certificate isn't trusted; for other reasons, in the words of the TLS library. */
export function untrustedText({ reason = "other", cause }: TransportError): string {
  if (reason !== "other" || !(cause instanceof Error)) return untrustedTexts[reason];
  // A code of Node.js, such as INVALID_PURPOSE, or OpenSSL's text for it.
  return cause.message.toLowerCase().replaceAll("_", " ");
}

/** Describes a failure to connect: the address counts, not the path. */
function connectionText({ code, url }: TransportError): string | undefined {
  const { hostname, port } = new URL(url);
  const address = `${hostname}:${port === "" ? 443 : port}`;
  switch (code) {
    case "name-not-found":
      return `host name not found: ${hostname}`;
    case "unreachable":
      return `host unreachable: ${hostname}`;
    case "refused":
      return `connection refused: ${address}`;
    case "not-https":
      return `${address} doesn't use HTTPS`;
    case "tls-failed":
      return `TLS handshake failed: ${address}`;
    default:
      return undefined;
  }
}

/** Describes an error in words, without codes and texts of the platform or of libraries. */
export function errorText(error: unknown): string {
  if (error instanceof TransportError) {
    const { code, url, expected, actual, summary, message } = error;
    const { host } = new URL(url);
    if (code === "tls-untrusted") {
      return `the certificate of ${host} isn't trusted (${untrustedText(error)})`;
    }
    if (code === "tls-fingerprint-mismatch") {
      return `the certificate of ${host} doesn't match the fingerprint: expected ${expected}, got ${actual}; nothing was sent`;
    }
    const text = withPlatformText.has(code) ? summary : message;
    return connectionText(error) ?? asClause(text);
  }
  if (error instanceof LockLostError) {
    return `the configuration lock was lost: ${lockLossTexts[error.reason]}`;
  }
  if (isSystemError(error)) {
    const place = placeOf(error);
    return `${systemText(error)}${place === undefined ? "" : `: ${place}`}`;
  }
  if (!(error instanceof Error)) return String(error);
  // OpenSSL's messages are positions in its source.
  const isTls = "code" in error && /^(ERR_SSL_|EPROTO$)/.test(String(error.code));
  return isTls ? "the TLS handshake failed" : error.message;
}

/** Returns a message as it stands after `Error: `: with a small first letter, one sentence without its period. */
export function asClause(message: string): string {
  const begin = /^[A-Z][a-z]/.test(message)
    ? message.charAt(0).toLowerCase() + message.slice(1)
    : message;
  return /\.\s/.test(begin) ? begin : begin.replace(/\.$/, "");
}

/** An error of the operating system. */
interface SystemError extends Error {
  readonly syscall: string;
  readonly code?: string;
  readonly errno?: number;
  readonly path?: string;
  readonly hostname?: string;
  readonly address?: string;
  readonly port?: number;
}

/** Checks if an error is one of the operating system, such as a full disk. */
export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "syscall" in error;
}

/** Describes an error of the operating system, without the place. */
export function systemText({ syscall, errno, code, message }: SystemError): string {
  if (syscall === "getaddrinfo") return "host name not found";
  if (code === "EADDRINUSE") return "another program uses this address and port";
  return errno === undefined ? message : getSystemErrorMessage(errno);
}

function placeOf({ path, hostname, address, port }: SystemError): string | undefined {
  if (path !== undefined) return path;
  if (address === undefined) return hostname;
  const host = address.includes(":") ? `[${address}]` : address;
  return port === undefined ? host : `${host}:${port}`;
}
