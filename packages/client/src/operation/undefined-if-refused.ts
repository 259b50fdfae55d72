import { DeviceError } from "../errors/device-error.ts";

/**
 * An answer that one can do without; `undefined` where the device refuses it to this user or does not
 * have it.
 */
export async function undefinedIfRefused<Value>(
  answer: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    const refusals: readonly string[] = ["forbidden", "not-found", "bad-request", "refused"];
    if (error instanceof DeviceError && refusals.includes(error.code)) return undefined;
    throw error;
  }
}
