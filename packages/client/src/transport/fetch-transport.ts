import type { TransportErrorCode } from "../errors/transport-error.ts";
import { createTransport, type Exchange } from "./exchange.ts";
import { Failure, toFailure } from "./failure.ts";
import { defaultMaxResponseBytes, ResponseReader } from "./response-reader.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

type Fetch = typeof globalThis.fetch;

/** Options of {@link fetchTransport}. */
export interface FetchTransportOptions {
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  /** The largest response body to read, unless a request allows more. @default 131072 */
  readonly maxResponseBytes?: number;
}

/**
 * Creates a transport from a `fetch` function, for platforms other than Node.js. The platform decides
 * which certificates to trust, and how much it reports of a failure. Browsers report nothing: the code
 * is `failed`, and `notSent` is false.
 */
export function fetchTransport({
  fetch = globalThis.fetch,
  maxResponseBytes = defaultMaxResponseBytes,
}: FetchTransportOptions = {}): Transport {
  return createTransport((request) => sendByFetch(fetch, request, maxResponseBytes));
}

// Node.js reports these codes only if no byte of the request was sent.
const notSentCodes: ReadonlySet<TransportErrorCode> = new Set([
  "refused",
  "name-not-found",
  "tls-untrusted",
]);

function sendByFetch(fetch: Fetch, request: TransportRequest, maxResponseBytes: number): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  const reader = new ResponseReader(Math.max(request.maxResponseBytes ?? 0, maxResponseBytes));
  const abort = new AbortController();
  const cancel = (error: unknown): void => {
    const failure = toFailure(error, reader.hasHeaders);
    reject(failure.toTransportError(request, notSentCodes.has(failure.code)));
    abort.abort(failure);
  };
  receive(fetch, request, reader, abort.signal).then(resolve, (error) => cancel(causeOf(error)));
  return { response: promise, cancel };
}

async function receive(
  fetch: Fetch,
  { method, url, headers, body }: TransportRequest,
  reader: ResponseReader,
  signal: AbortSignal,
): Promise<TransportResponse> {
  const response = await fetch(url, {
    method,
    // Without it, Node.js requests gzip.
    headers: { "accept-encoding": "identity", ...headers },
    body: body ?? null,
    redirect: "manual",
    credentials: "omit",
    cache: "no-store",
    signal,
  });
  if (response.type === "opaqueredirect") throw new Failure("redirect-hidden");
  reader.readHead(response.status, Object.fromEntries(response.headers));
  const chunks = response.body?.getReader();
  for (let part = await chunks?.read(); part && !part.done; part = await chunks?.read()) {
    reader.readChunk(part.value);
  }
  return reader.finish();
}

/** Returns the cause of an error, because `fetch` wraps it in a TypeError without details. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
