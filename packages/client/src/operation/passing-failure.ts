import { AnswerError } from "../errors/answer-error.ts";
import { DeviceError } from "../errors/device-error.ts";
import { TransportError, type TransportErrorCode } from "../transport/transport-error.ts";

// What no waiting mends: who answers is not who was trusted, or we have closed the connection ourselves.
const lasting: ReadonlySet<TransportErrorCode> = new Set([
  "closed",
  "invalid-request",
  "tls-fingerprint-mismatch",
  "tls-untrusted",
]);

/** Whether a failure says nothing about the request that is waited for, and may pass. */
export function isPassing(error: unknown): error is Error {
  if (error instanceof DeviceError) return error.code === "unavailable" || error.status === 429;
  if (error instanceof TransportError) return !lasting.has(error.code);
  return error instanceof AnswerError;
}

/**
 * An answer that one can do without; `undefined` where the device refuses it to this user or does not
 * have it.
 */
export async function unlessRefused<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    const refusals: readonly string[] = ["forbidden", "not-found", "bad-request", "refused"];
    if (error instanceof DeviceError && refusals.includes(error.code)) return undefined;
    throw error;
  }
}
