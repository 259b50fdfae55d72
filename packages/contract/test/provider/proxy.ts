import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Transport, TransportRequest } from "@asyncstatus/client";
import type { Answered } from "../validation/validate-response.ts";

/** One request with its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  readonly pathname: string;
  readonly answer: Answered;
}

export interface WiretapOptions {
  /** Where the provider is at the moment, and what reaches it. */
  readonly provider: { readonly url: string; readonly transport: Transport };
  /** Changes an answer on its way, before anybody sees it. @default nothing is changed */
  readonly change?: (answer: Answered) => Answered;
  /** Told of every exchange. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** Between a verifier and a provider, so that others than Pact judge the same answers. */
export interface Wiretap extends AsyncDisposable {
  readonly port: number;
}

/**
 * Listens on the loopback interface and carries each request over to the provider.
 *
 * The verifier speaks plain HTTP to it. It can only be told to trust every certificate; here the
 * transport takes the provider's and no other.
 */
export async function tapWire(options: WiretapOptions): Promise<Wiretap> {
  const server = createServer((request, response) => {
    // The provider is down: so is this for the verifier, which is told at once.
    carryOver(options, request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const carried = ["accept", "authorization", "content-type"];

async function carryOver(
  { provider, change = (answer) => answer, onExchange }: WiretapOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url: path = "" } = request;
  const url = new URL(path, provider.url);
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    carried.includes(name) && typeof value === "string" ? [[name, value]] : [],
  );
  const body = await text(request);
  const answer = change(
    await provider.transport.request({
      method: method as TransportRequest["method"],
      url,
      headers: Object.fromEntries(headers),
      ...(body && { body }),
      timeoutMs: 5_000,
    }),
  );
  onExchange({ method, pathname: url.pathname, answer });
  const kept = Object.entries(answer.headers).filter(([name]) => !isOfTheConnection(name));
  response.writeHead(answer.status, Object.fromEntries(kept)).end(answer.body);
}

/** Whether a header is about one connection, and says nothing of the answer. */
export function isOfTheConnection(name: string): boolean {
  return ["connection", "content-length", "date", "keep-alive", "transfer-encoding"].includes(name);
}
