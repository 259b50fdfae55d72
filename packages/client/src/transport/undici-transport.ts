import { Agent } from "undici";
import { Failure } from "./failure.ts";
import type { TlsOptions } from "./tls.ts";
import { tlsConnector } from "./tls-connector.ts";
import type { Transport } from "./transport.ts";
import { undiciExchange } from "./undici-exchange.ts";

export interface UndiciTransportOptions {
  readonly tls?: TlsOptions;
  /** @default 1048576 */
  readonly maxResponseBytes?: number;
  /** The limit for a connection to be made, TLS included. @default 10000 */
  readonly connectTimeoutMs?: number;
  /**
   * How long an idle connection is kept for the next request, where the device does not ask for
   * less. Above the polling interval, or each poll makes a connection of its own.
   *
   * @default 60000
   */
  readonly keepAliveTimeoutMs?: number;
}

/**
 * The transport for Node.js.
 *
 * @throws {OptionError} where the TLS options cannot be meant.
 */
export function undiciTransport({
  tls = {},
  maxResponseBytes = 1_048_576,
  connectTimeoutMs = 10_000,
  keepAliveTimeoutMs = 60_000,
}: UndiciTransportOptions = {}): Transport {
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
