import { longestTimerMs } from "@asyncstatus/model/clock";
import { Failure } from "./failure.ts";
import type { TransportRequest } from "./transport.ts";

/**
 * Calls `cut` once the request's time is up or its caller gives it up.
 *
 * @returns ends the watch
 */
export function watch(
  { signal, timeoutMs }: TransportRequest,
  cut: (failure: Failure) => void,
): () => void {
  const onAbort = (): void => cut(new Failure("aborted", "", { cause: signal?.reason }));
  const timer = setTimeout(
    () => cut(new Failure("timeout", `no complete answer within ${timeoutMs} ms`)),
    Math.min(timeoutMs, longestTimerMs),
  );
  signal?.addEventListener("abort", onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  };
}
