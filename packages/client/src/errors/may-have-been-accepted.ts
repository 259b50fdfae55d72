import { TransportError } from "../transport/transport-error.ts";
import { DeviceError } from "./device-error.ts";
import { ResponseError } from "./response-error.ts";

/** Whether a device may have done what it was asked to, although no usable answer came. */
export function mayHaveBeenAccepted(error: unknown): boolean {
  if (error instanceof TransportError) return !error.notSent;
  // A 4xx is a refusal. Whether a 5xx comes from before or after the request was taken, nobody knows.
  if (error instanceof DeviceError) return error.code === "unavailable";
  return error instanceof ResponseError;
}
