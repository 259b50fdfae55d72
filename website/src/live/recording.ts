import type { WaitEvent } from "@asyncstatus/client";
import type { DeviceEvent, VirtualClock } from "@asyncstatus/server/in-memory";
import { type Exchange, type ExchangeResponse, formatBody } from "./exchange.ts";

/** Recorded exchange or event. */
export type Item = { readonly atMs: number } & (
  | { readonly kind: "exchange"; readonly exchange: Exchange }
  | { readonly kind: "device-event"; readonly event: DeviceEvent }
  | { readonly kind: "client-event"; readonly event: WaitEvent; readonly operation: string }
);

/** Wraps a `fetch` and records its exchanges. */
export function recordExchanges(
  fetch: typeof globalThis.fetch,
  clock: VirtualClock,
  items: Item[],
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const atMs = clock.now();
    // Browsers read a body asynchronously. Virtual time must not pass meanwhile.
    const sent = await clock.standStill(describeRequest(request.clone()));
    const index = items.push({ kind: "exchange", atMs, exchange: { ...sent, response: none } }) - 1;
    const received = await fetch(request);
    const body = await clock.standStill(readAll(received));
    const response = describeResponse(received, body);
    items[index] = { kind: "exchange", atMs, exchange: { ...sent, response } };
    return replay(received, body);
  };
}

const none: ExchangeResponse = { kind: "none" };

async function describeRequest(request: Request): Promise<Omit<Exchange, "response">> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  const head = [
    `${request.method} ${pathname}${search}`,
    `Accept: ${request.headers.get("accept")}`,
    `Authorization: ${(request.headers.get("authorization") ?? "none").replace(/ .*/, " …")}`,
  ];
  return {
    method: request.method,
    path: `${pathname}${search}`.replace(/^\/rest\/v[\d.]+\//, ""),
    request: [...head, ...(body ? ["", body.replace(/=.*/, "=…")] : [])].join("\n"),
  };
}

/** Body as far as it was received. */
interface ReadBody {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
  /** Error that cut it off. */
  readonly error?: unknown;
}

async function readAll(response: Response): Promise<ReadBody> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
    }
    return { chunks };
  } catch (error) {
    return { chunks, error };
  }
}

function describeResponse(response: Response, { chunks, error }: ReadBody): ExchangeResponse {
  const { status } = response;
  const type = response.headers.get("content-type") ?? "";
  const decoder = new TextDecoder();
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
  const body = error ? `${formatBody(text, "")}\n(connection reset)` : formatBody(text, type);
  return { kind: "response", status, type, body };
}

/** Returns a response with the body that was read. */
function replay({ status, headers, body }: Response, { chunks, error }: ReadBody): Response {
  if (body === null) return new Response(null, { status, headers });
  const remaining = [...chunks];
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const chunk = remaining.shift();
      if (chunk) controller.enqueue(chunk);
      else if (error) controller.error(error);
      else controller.close();
    },
  });
  return new Response(stream, { status, headers });
}
