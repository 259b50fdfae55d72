import { DeviceError } from "./device-error.ts";
import { ResponseError } from "./response-error.ts";
import { TransportError, type TransportErrorCode } from "./transport-error.ts";

// Trying again does not help: another host responds, or this side closed the connection.
const permanent: ReadonlySet<TransportErrorCode> = new Set([
  "closed",
  "invalid-request",
  "tls-fingerprint-mismatch",
  "tls-untrusted",
]);

/** Returns true if the request failed for a reason that may pass, so that it can be tried again. */
export function isTransient(error: unknown): error is Error {
  if (error instanceof DeviceError) return error.code === "unavailable" || error.status === 429;
  if (error instanceof TransportError) return !permanent.has(error.code);
  return error instanceof ResponseError;
}

/** Returns true if the device may have accepted the request although it has no usable response. */
export function mayHaveBeenAccepted(error: unknown): boolean {
  if (error instanceof TransportError) return !error.notSent;
  // A 4xx is a refusal. A 5xx may come from before or after the request was accepted.
  if (error instanceof DeviceError) return error.code === "unavailable";
  return error instanceof ResponseError;
}
