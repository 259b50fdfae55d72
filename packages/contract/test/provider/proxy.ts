import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Transport, TransportRequest, TransportResponse } from "@asyncstatus/client";
import { type LoopbackServer, startLoopbackServer } from "../../src/states/loopback-server.ts";

/** A request and its response. */
export interface Exchange {
  readonly method: string;
  readonly pathname: string;
  readonly response: TransportResponse;
}

export interface ProxyOptions {
  readonly provider: { readonly url: string; readonly transport: Transport };
  /** Changes each response. */
  readonly change?: (response: TransportResponse) => TransportResponse;
  readonly onExchange: (exchange: Exchange) => void;
}

/**
 * Starts a proxy between Pact's verifier and a provider, so that others can validate the same responses.
 * It uses plain HTTP: the verifier could only be made to trust every certificate, while the provider's
 * transport trusts one.
 */
export function startProxy(options: ProxyOptions): Promise<LoopbackServer> {
  return startLoopbackServer((request, response) => {
    // If the provider is down, the verifier must see that at once.
    forward(options, request, response).catch(() => request.socket.destroy());
  });
}

const forwardedHeaders = ["accept", "authorization", "content-type"];

async function forward(
  { provider, change = (response) => response, onExchange }: ProxyOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = "", url: path = "" } = incoming;
  const url = new URL(path, provider.url);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    forwardedHeaders.includes(name) && typeof value === "string" ? [[name, value]] : [],
  );
  const body = await text(incoming);
  const response = change(
    await provider.transport.request({
      method: method as TransportRequest["method"],
      url,
      headers: Object.fromEntries(headers),
      ...(body && { body }),
      timeoutMs: 5_000,
    }),
  );
  onExchange({ method, pathname: url.pathname, response });
  const kept = Object.entries(response.headers).filter(([name]) => !isHopByHop(name));
  outgoing.writeHead(response.status, Object.fromEntries(kept)).end(response.body);
}

/** True for headers of the connection, which are not a part of the response. */
export function isHopByHop(name: string): boolean {
  return ["connection", "content-length", "date", "keep-alive", "transfer-encoding"].includes(name);
}
