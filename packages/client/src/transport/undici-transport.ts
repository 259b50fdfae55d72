import { Agent } from "undici";
import { Failure } from "./failure.ts";
import { defaultMaxResponseBytes } from "./max-response-bytes.ts";
import type { NodeTransportOptions } from "./node-transport.ts";
import { tlsConnector } from "./tls-connector.ts";
import type { Transport } from "./transport.ts";
import { undiciExchange } from "./undici-exchange.ts";

/**
 * The transport for Node.js.
 *
 * @throws {OptionError} where the TLS options cannot be meant.
 */
export function undiciTransport({
  tls = {},
  maxResponseBytes = defaultMaxResponseBytes,
  connectTimeoutMs = 10_000,
  keepAliveTimeoutMs = 60_000,
}: NodeTransportOptions = {}): Transport {
  const connector = tlsConnector(tls, connectTimeoutMs);
  const agent = new Agent({
    connect: connector.connect,
    allowH2: false,
    keepAliveTimeout: keepAliveTimeoutMs,
    // The request's own time-out covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    request: (request) => undiciExchange(agent, request, maxResponseBytes),
    async close() {
      const destroyed = agent.destroy(new Failure("closed"));
      // The agent waits for connections that are still being made.
      connector.close();
      await destroyed;
    },
  };
}
