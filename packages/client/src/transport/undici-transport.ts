import { Agent, type Dispatcher } from "undici";
import type { Exchange } from "./exchange.ts";
import { Failure, toFailure } from "./failure.ts";
import { createNodeTransport, joinHeaders, type NodeTransportOptions } from "./node-transport.ts";
import { ResponseReader } from "./response-reader.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/**
 * Creates a transport on undici, the default on Node.js. It uses half the CPU of `httpsTransport()` per
 * request, and takes longer to load.
 *
 * @throws {OptionError} If a TLS option is invalid.
 */
export function undiciTransport(options: NodeTransportOptions = {}): Transport {
  return createNodeTransport(options, (connect, keepAliveTimeoutMs) => {
    const agent = new Agent({
      connect,
      allowH2: false,
      keepAliveTimeout: keepAliveTimeoutMs,
      // The timeout of the request covers both.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return {
      send: (request, maxResponseBytes) => sendOverUndici(agent, request, maxResponseBytes),
      close: () => agent.destroy(new Failure("closed")),
    };
  });
}

/**
 * Sends one request by undici's `dispatch`, which reports when a request is about to be written:
 * `notSent` depends on it. undici's `request` does not, and heeds an abort only on a connection.
 */
export function sendOverUndici(
  dispatcher: Pick<Dispatcher, "dispatch">,
  request: TransportRequest,
  maxResponseBytes: number,
): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  const reader = new ResponseReader(Math.max(request.maxResponseBytes ?? 0, maxResponseBytes));
  let sending: Dispatcher.DispatchController | undefined;
  let canceled: Failure | undefined;
  let isComplete = false;

  const fail = (error: unknown): void =>
    reject(toFailure(error, reader.hasHeaders).toTransportError(request, sending === undefined));
  const cancel = (failure: Failure): void => {
    if (isComplete) return;
    canceled = failure;
    fail(failure);
    sending?.abort(failure);
  };

  const { method, url, headers, body } = request;
  const path = url.pathname + url.search;
  dispatcher.dispatch(
    { method, origin: url.origin, path, headers, body: body ?? null },
    {
      onRequestStart(controller) {
        // A request that was canceled while it waited for a connection is still in undici's queue.
        if (canceled) controller.abort(canceled);
        // undici can put a request back into its queue when the connection ends: never send twice.
        else if (sending) controller.abort(new Failure("reset"));
        else sending = controller;
      },
      onResponseStart(_controller, status, received) {
        // A 1xx precedes the response.
        if (status >= 200) reader.readHead(status, joinHeaders(received));
      },
      onResponseData: (_controller, chunk) => reader.readChunk(chunk),
      onResponseEnd() {
        const response = reader.finish();
        isComplete = true;
        // undici frees the connection in an immediate that it queues after this call. Resolve after
        // it, or the next request would find the connection in use and open another.
        queueMicrotask(() => setImmediate(resolve, response));
      },
      onResponseError: (_controller, error) => fail(error),
    },
  );
  return { response: promise, cancel };
}
