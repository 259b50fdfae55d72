import { getSystemErrorMessage } from "node:util";
import { TransportError, type TransportErrorCode, type UntrustedReason } from "@asyncstatus/client";

/** Codes whose message ends with the text of the platform. */
const withPlatformText: ReadonlySet<TransportErrorCode> = new Set([
  "name-not-found",
  "unreachable",
  "refused",
  "reset",
  "not-https",
  "tls-failed",
  "malformed-response",
  "body-truncated",
  "failed",
]);

/** The reasons why a certificate isn't trusted. */
export const untrustedTexts: Readonly<Record<UntrustedReason, string>> = {
  "self-signed": "self-signed",
  "unknown-authority": "signed by an unknown CA",
  expired: "expired",
  "not-yet-valid": "not yet valid",
  "name-mismatch": "issued for another host name",
  other: "unknown reason",
};

/** Describes an error in words, without codes and texts of the platform or of libraries. */
export function errorText(error: unknown): string {
  if (error instanceof TransportError) {
    const { code, method, url, reason, summary, message } = error;
    if (code === "tls-untrusted" && reason) {
      return `Certificate not trusted (${untrustedTexts[reason]}): ${method} ${url}`;
    }
    return withPlatformText.has(code) ? summary : message;
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

function systemText({ syscall, errno, code, message }: SystemError): string {
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
