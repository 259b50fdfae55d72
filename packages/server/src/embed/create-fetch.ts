import type { Answer } from "../fetch/answer.ts";

/**
 * Makes a `fetch` that has the handler answer, with no socket: what resets a connection rejects as a
 * network error does in `fetch`, and an abort as an abort does.
 */
export function createFetch(answer: Answer): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    // The signal is the connection: a client that aborts is gone.
    const answering = answer(request, { signal, destroy: () => {} });
    const response = await Promise.race([answering, rejectedOnAbort(signal)]);
    if (response.type === "error") throw new TypeError("fetch failed");
    return response;
  };
}

function rejectedOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
