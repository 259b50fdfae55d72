import type { Handler } from "../handler/handler.ts";

/**
 * Makes a `fetch` of a handler, without a socket. It rejects as `fetch` does: on a network error, and
 * if the request is aborted.
 */
export function createFetch(handler: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    // A client that aborts closes its connection.
    const responding = handler(request, { signal, destroy: () => {} });
    const response = await Promise.race([responding, rejectOnAbort(signal)]);
    if (response.type === "error") throw new TypeError("fetch failed");
    return response;
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
