import { AsyncStatusError, DeviceError } from "@asyncstatus/client";

/** What a client has returned, or of the error that it has thrown what an answer decides. */
export async function outcomeOf(acting: Promise<unknown>): Promise<unknown> {
  try {
    return await acting;
  } catch (error) {
    if (error instanceof DeviceError) {
      const { code, status, messages } = error;
      return { code, status, messages };
    }
    if (error instanceof AsyncStatusError) return { code: error.code };
    throw error;
  }
}
