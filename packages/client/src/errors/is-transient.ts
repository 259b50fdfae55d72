import { TransportError, type TransportErrorCode } from "../transport/transport-error.ts";
import { DeviceError } from "./device-error.ts";
import { ResponseError } from "./response-error.ts";

// What no waiting mends: who answers is not who was trusted, or we have closed the connection ourselves.
const lasting: ReadonlySet<TransportErrorCode> = new Set([
  "closed",
  "invalid-request",
  "tls-fingerprint-mismatch",
  "tls-untrusted",
]);

/** Whether a failure says nothing about the request that is waited for, and may pass. */
export function isTransient(error: unknown): error is Error {
  if (error instanceof DeviceError) return error.code === "unavailable" || error.status === 429;
  if (error instanceof TransportError) return !lasting.has(error.code);
  return error instanceof ResponseError;
}
