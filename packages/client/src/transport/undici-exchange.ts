import type { Dispatcher } from "undici";
import { watch } from "./exchange.ts";
import { Failure, toFailure } from "./failure.ts";
import { joinedHeaders } from "./joined-headers.ts";
import { refusalOf } from "./refusal-of.ts";
import { ResponseIntake } from "./response-reader.ts";
import type { TransportRequest, TransportResponse } from "./transport.ts";

/**
 * One request over undici.
 *
 * By `dispatch`: it alone tells when a request is about to be written, on which `notSent` rests.
 * undici's `request` does not, and heeds an abort only once there is a connection.
 */
export async function undiciExchange(
  dispatcher: Pick<Dispatcher, "dispatch">,
  request: TransportRequest,
  maxResponseBytes: number,
): Promise<TransportResponse> {
  const refusal = refusalOf(request);
  if (refusal) throw refusal.toTransportError(request, true);

  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  const intake = new ResponseIntake(maxResponseBytes);
  let sending: Dispatcher.DispatchController | undefined;
  let cut: Failure | undefined;

  const endWatch = watch(request, (failure) => {
    cut = failure;
    fail(failure);
    sending?.abort(failure);
  });
  const fail = (error: unknown): void => {
    endWatch();
    reject(toFailure(error, intake.headersCame).toTransportError(request, sending === undefined));
  };

  const { method, url, headers, body } = request;
  const path = url.pathname + url.search;
  dispatcher.dispatch(
    { method, origin: url.origin, path, headers, body: body ?? null },
    {
      onRequestStart(controller) {
        // A request that was cut while it waited for a connection is still in undici's queue.
        if (cut) controller.abort(cut);
        // undici can put a request back into its queue when the connection ends: never send twice.
        else if (sending) controller.abort(new Failure("reset"));
        else sending = controller;
      },
      onResponseStart(_controller, status, received) {
        // A 1xx only announces the answer.
        if (status >= 200) intake.head(status, joinedHeaders(received));
      },
      onResponseData: (_controller, chunk) => intake.data(chunk),
      onResponseEnd() {
        endWatch();
        const response = intake.end();
        // undici frees the connection in an immediate that it queues after this call. The caller
        // goes on behind it, or its next request would find the connection taken and make another.
        queueMicrotask(() => setImmediate(resolve, response));
      },
      onResponseError: (_controller, error) => fail(error),
    },
  );
  return promise;
}
