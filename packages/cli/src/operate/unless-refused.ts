import { DeviceError } from "@asyncstatus/client";

/** An answer that one can do without, where the device refuses it. */
export async function unlessRefused<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DeviceError && error.code !== "unauthorized") return undefined;
    throw error;
  }
}
