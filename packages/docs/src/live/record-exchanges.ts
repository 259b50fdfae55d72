import type { VirtualClock } from "@asyncstatus/server/in-memory";
import { type Exchange, type ExchangeAnswer, shownBody } from "./exchange.ts";
import type { Item, World } from "./world.ts";

/** Writes down what goes through a `fetch`, which whoever uses it does not notice. */
export function recordExchanges(
  fetch: typeof globalThis.fetch,
  clock: VirtualClock,
  items: Item[],
): Pick<World, "fetch" | "settled"> {
  const reading: Promise<void>[] = [];
  const exchange = async (request: Request): Promise<Response> => {
    const atMs = clock.now();
    // In a browser, to read a body takes tasks of the platform, in which no time may pass.
    const begun = { ...(await clock.standStill(asked(request.clone()))), answer: none };
    const index = items.push({ kind: "exchange", atMs, exchange: begun }) - 1;
    const response = await fetch(request);
    const answered = (answer: ExchangeAnswer) => {
      items[index] = { kind: "exchange", atMs, exchange: { ...begun, answer } };
    };
    reading.push(read(response.clone(), answered));
    return response;
  };
  return {
    settled: async () => void (await Promise.all(reading)),
    fetch: (input, init) => exchange(new Request(input, init)),
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

async function read(response: Response, answered: (answer: ExchangeAnswer) => void): Promise<void> {
  const type = response.headers.get("content-type") ?? "";
  const { status } = response;
  let text = "";
  try {
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
    answered({ kind: "answered", status, type, body: shownBody(text, type) });
  } catch {
    answered({
      kind: "answered",
      status,
      type,
      body: `${shownBody(text, "")}\n(the connection is reset here)`,
    });
  }
}
