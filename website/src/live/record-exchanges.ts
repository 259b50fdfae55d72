import type { VirtualClock } from "@asyncstatus/server/in-memory";
import { type Exchange, type ExchangeAnswer, shownBody } from "./exchange.ts";
import type { Item } from "./world.ts";

/** Writes down what goes through a `fetch`, which whoever uses it does not notice. */
export function recordExchanges(
  fetch: typeof globalThis.fetch,
  clock: VirtualClock,
  items: Item[],
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const atMs = clock.now();
    // In a browser, to read a body takes tasks of the platform, in which no time may pass.
    const begun = await clock.standStill(asked(request.clone()));
    const index = items.push({ kind: "exchange", atMs, exchange: { ...begun, answer: none } }) - 1;
    const response = await fetch(request);
    const read = await clock.standStill(readAll(response));
    const answer = answerOf(response, read);
    items[index] = { kind: "exchange", atMs, exchange: { ...begun, answer } };
    return again(response, read);
  };
}

const none: ExchangeAnswer = { kind: "none" };

async function asked(request: Request): Promise<Omit<Exchange, "answer">> {
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

/** A body, as far as it has come. */
interface ReadBody {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
  /** What ended it too early. */
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

function answerOf(response: Response, { chunks, error }: ReadBody): ExchangeAnswer {
  const { status } = response;
  const type = response.headers.get("content-type") ?? "";
  const decoder = new TextDecoder();
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
  const body = error
    ? `${shownBody(text, "")}\n(the connection is reset here)`
    : shownBody(text, type);
  return { kind: "answered", status, type, body };
}

/** The same answer, for whoever asked. */
function again({ status, headers, body }: Response, { chunks, error }: ReadBody): Response {
  if (body === null) return new Response(null, { status, headers });
  const left = [...chunks];
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const chunk = left.shift();
      if (chunk) controller.enqueue(chunk);
      else if (error) controller.error(error);
      else controller.close();
    },
  });
  return new Response(stream, { status, headers });
}
