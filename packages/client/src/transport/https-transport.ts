import { Agent, request as requestOverHttps } from "node:https";
import type { Exchange } from "./exchange.ts";
import { Failure, toFailure } from "./failure.ts";
import { createNodeTransport, joinHeaders, type NodeTransportOptions } from "./node-transport.ts";
import { ResponseReader } from "./response-reader.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/**
 * Creates a transport on `node:https`. It loads no other package, so that a program that sends a few
 * requests and ends, such as a command, starts several times faster than with `undiciTransport()` of
 * `@asyncstatus/client/undici`. A program that polls many devices uses less CPU with the latter.
 *
 * @throws {OptionError} If a TLS option is invalid.
 */
export function httpsTransport(options: NodeTransportOptions = {}): Transport {
  return createNodeTransport(options, (connect, keepAliveTimeoutMs) => {
    const agent = new Agent({ keepAlive: true, timeout: keepAliveTimeoutMs });
    agent.createConnection = ({ host, port }, callback) => {
      connect(
        { hostname: host ?? "", port: String(port ?? ""), protocol: "https:" },
        (...[error, socket]) =>
          error ? callback?.(error, null as never) : callback?.(null, socket),
      );
      // The callback gets the connection, after its certificate was accepted.
      return undefined;
    };
    return {
      send: (request, maxResponseBytes) => sendOverHttps(agent, request, maxResponseBytes),
      close: async () => agent.destroy(),
    };
  });
}

/** Sends one request by `node:https`, which never repeats a request. */
function sendOverHttps(
  agent: Agent,
  request: TransportRequest,
  maxResponseBytes: number,
): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  const reader = new ResponseReader(Math.max(request.maxResponseBytes ?? 0, maxResponseBytes));
  const { method, url, headers, body } = request;
  const outgoing = requestOverHttps(url, { agent, method, headers: { ...headers } });
  let sending = false;

  const cancel = (error: unknown): void => {
    reject(toFailure(error, reader.hasHeaders).toTransportError(request, !sending));
    outgoing.destroy();
  };
  /** Cancels on an error, because nothing catches an error that an event listener throws. */
  const guarded = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      cancel(error);
    }
  };

  // Emitted when a connection is assigned, just before the request is written to it.
  outgoing.once("socket", () => {
    sending = true;
  });
  outgoing.on("error", cancel);
  outgoing.on("continue", () => cancel(new Failure("malformed-response", "unexpected status 100")));
  outgoing.on("response", (incoming) => {
    // Data is emitted in a later turn, so that a response that is refused here is not read.
    guarded(() => reader.readHead(incoming.statusCode ?? 0, joinHeaders(incoming.headers)));
    incoming.on("data", (chunk: Uint8Array) => guarded(() => reader.readChunk(chunk)));
    incoming.on("error", cancel);
    incoming.on("end", () => guarded(() => resolve(reader.finish())));
  });
  outgoing.end(body);
  return { response: promise, cancel };
}
