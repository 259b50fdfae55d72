import { DeviceError } from "../errors/device-error.ts";

/** Resolves to `undefined` if the device refuses an optional request, or does not support it. */
export async function undefinedIfRefused<Value>(
  response: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await response;
  } catch (error) {
    const refusals: readonly string[] = ["forbidden", "not-found", "bad-request", "refused"];
    if (error instanceof DeviceError && refusals.includes(error.code)) return undefined;
    throw error;
  }
}
