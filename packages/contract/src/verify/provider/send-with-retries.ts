import { TransportError } from "@asyncstatus/client";
import type { Provider, ProviderRequest } from "./provider.ts";

const attempts = 3;
const retryMs = 1_000;

/**
 * Sends a request that restores the provider, also after an interruption, until the response has one of
 * the final statuses. After an interruption, a device that doesn't respond is not asked again.
 *
 * @param name The name of the request in a sentence, such as `unlock`.
 * @returns The final status, or why there is none.
 */
export async function sendWithRetries(
  provider: Provider,
  request: ProviderRequest,
  name: string,
  finalStatuses: readonly number[],
): Promise<number | string> {
  let failure = "";
  for (let left = attempts; left > 0; left -= 1) {
    try {
      const { status } = await provider.send({ ...request, onInterrupt: "ignore" });
      if (finalStatuses.includes(status)) return status;
      failure = `the response to the ${name} request was ${status}`;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      // The user waits, and a silent device stays silent.
      if (provider.signal?.aborted && isSilent(error)) return failure;
    }
    if (left > 1) await provider.clock.sleep(retryMs);
  }
  return failure;
}

function isSilent(error: unknown): boolean {
  return error instanceof TransportError && (error.code === "timeout" || error.code === "aborted");
}
