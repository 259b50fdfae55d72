import { longestTimerMs } from "@asyncstatus/model/clock";
import { Failure } from "./failure.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** A request in progress. */
export interface Exchange {
  /** @throws {TransportError} If there is no complete response. */
  readonly response: Promise<TransportResponse>;
  /** Makes `response` reject. Has no effect on a complete response. */
  cancel(failure: Failure): void;
}

/**
 * Creates a transport from a function that sends one request. The transport checks requests, and
 * cancels them on a timeout, an abort or a close.
 */
export function createTransport(
  send: (request: TransportRequest) => Exchange,
  closeConnections: () => Promise<void> = async () => {},
): Transport {
  const inFlight = new Set<Exchange>();
  let closed = false;

  return {
    async request(request) {
      const failure = closed ? new Failure("closed") : checkRequest(request);
      if (failure) throw failure.toTransportError(request, true);
      const exchange = send(request);
      const stop = onTimeoutOrAbort(request, exchange.cancel);
      inFlight.add(exchange);
      try {
        return await exchange.response;
      } finally {
        stop();
        inFlight.delete(exchange);
      }
    },
    async close() {
      closed = true;
      const responses = [...inFlight].map(({ response, cancel }) => {
        cancel(new Failure("closed"));
        return response;
      });
      await closeConnections();
      await Promise.allSettled(responses);
    },
  };
}

/**
 * Calls `cancel` if the request times out or its signal is aborted.
 *
 * @returns A function that stops the timer and removes the listener.
 */
export function onTimeoutOrAbort(
  { signal, timeoutMs }: TransportRequest,
  cancel: (failure: Failure) => void,
): () => void {
  const onAbort = (): void => cancel(new Failure("aborted", "", { cause: signal?.reason }));
  const timer = setTimeout(
    () => cancel(new Failure("timeout", `no complete response within ${timeoutMs} ms`)),
    Math.min(timeoutMs, longestTimerMs),
  );
  signal?.addEventListener("abort", onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  };
}

/**
 * Returns the reason not to send a request, if there is one. Checks headers here because the errors of
 * the platforms quote their values, tokens included.
 */
export function checkRequest({ url, headers, signal }: TransportRequest): Failure | undefined {
  if (url.protocol !== "https:") {
    const fields = { expected: "https:", actual: url.protocol };
    return new Failure("invalid-request", `expected an https: URL, got ${url.protocol}`, fields);
  }
  if (url.username !== "" || url.password !== "") {
    return new Failure("invalid-request", "user information in the URL; send it as a header");
  }
  const malformed = Object.entries(headers).find(
    ([name, value]) => !/^[!#$%&'*+.^`|~\w-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value),
  );
  if (malformed) {
    return new Failure("invalid-request", `malformed header ${JSON.stringify(malformed[0])}`);
  }
  return signal?.aborted ? new Failure("aborted", "", { cause: signal.reason }) : undefined;
}
