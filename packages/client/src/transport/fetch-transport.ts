import type { TransportErrorCode } from "../errors/transport-error.ts";
import { watch } from "./exchange.ts";
import { Failure, toFailure } from "./failure.ts";
import { defaultMaxResponseBytes } from "./max-response-bytes.ts";
import { refusalOf } from "./refusal-of.ts";
import { ResponseIntake } from "./response-reader.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

type Fetch = typeof globalThis.fetch;

export interface FetchTransportOptions {
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  /** A larger answer is not read to its end. @default 131072, which is what can be decoded */
  readonly maxResponseBytes?: number;
}

/**
 * The transport for platforms other than Node.js. Which certificates to trust is the platform's
 * affair, and so is what it tells of a failure: browsers tell nothing, so that the code is
 * "failed" and `notSent` is false.
 */
export function fetchTransport({
  fetch = globalThis.fetch,
  maxResponseBytes = defaultMaxResponseBytes,
}: FetchTransportOptions = {}): Transport {
  const inFlight = new Set<(failure: Failure) => void>();
  let closed = false;

  return {
    async request(request) {
      const refusal = closed ? new Failure("closed") : refusalOf(request);
      if (refusal) throw refusal.toTransportError(request, true);

      const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
      const intake = new ResponseIntake(maxResponseBytes);
      const abort = new AbortController();
      const fail = (error: unknown): void => {
        const failure = toFailure(error, intake.headersCame);
        reject(failure.toTransportError(request, neverSent.has(failure.code)));
        abort.abort(failure);
      };
      const endWatch = watch(request, fail);
      inFlight.add(fail);
      receive(fetch, request, intake, abort.signal).then(resolve, (error) => fail(origin(error)));
      try {
        return await promise;
      } finally {
        endWatch();
        inFlight.delete(fail);
      }
    },
    async close() {
      closed = true;
      for (const fail of inFlight) fail(new Failure("closed"));
    },
  };
}

// Of the codes that Node.js gives, these can come about only before a byte of the request is sent.
const neverSent: ReadonlySet<TransportErrorCode> = new Set([
  "refused",
  "name-not-found",
  "tls-untrusted",
]);

async function receive(
  fetch: Fetch,
  { method, url, headers, body }: TransportRequest,
  intake: ResponseIntake,
  signal: AbortSignal,
): Promise<TransportResponse> {
  const response = await fetch(url, {
    method,
    // Without it, Node.js asks for gzip.
    headers: { "accept-encoding": "identity", ...headers },
    body: body ?? null,
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    signal,
  });
  if (response.type === "opaqueredirect") throw new Failure("redirect-hidden");
  intake.head(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    intake.data(part.value);
  }
  return intake.end();
}

/** `fetch` wraps what happened in a TypeError that says nothing. */
function origin(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
