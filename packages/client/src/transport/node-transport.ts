import type { IncomingHttpHeaders } from "node:http";
import { createTransport, type Exchange } from "./exchange.ts";
import { defaultMaxResponseBytes } from "./response-reader.ts";
import type { TlsOptions } from "./tls.ts";
import { type TlsConnector, tlsConnector } from "./tls-connector.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** Options of the transports for Node.js. */
export interface NodeTransportOptions {
  readonly tls?: TlsOptions;
  /** The largest response body to read, unless a request allows more. @default 131072 */
  readonly maxResponseBytes?: number;
  /** The time limit to connect, TLS included. @default 10000 */
  readonly connectTimeoutMs?: number;
  /**
   * The time to keep an idle connection, unless the device asks for less. If it is shorter than the
   * polling interval, each poll opens a connection.
   *
   * @default 60000
   */
  readonly keepAliveTimeoutMs?: number;
}

/** The connections of a transport. */
export interface Connections {
  send(request: TransportRequest, maxResponseBytes: number): Exchange;
  close(): Promise<void>;
}

/** Creates a transport for Node.js. */
export function createNodeTransport(
  {
    tls = {},
    maxResponseBytes = defaultMaxResponseBytes,
    connectTimeoutMs = 10_000,
    keepAliveTimeoutMs = 60_000,
  }: NodeTransportOptions,
  open: (connect: TlsConnector["connect"], keepAliveTimeoutMs: number) => Connections,
): Transport {
  const connector = tlsConnector(tls, connectTimeoutMs);
  const connections = open(connector.connect, keepAliveTimeoutMs);
  return createTransport(
    (request) => connections.send(request, maxResponseBytes),
    async () => {
      const closed = connections.close();
      // undici waits for the connections that are still being established.
      connector.close();
      await closed;
    },
  );
}

/** Joins the values of repeated headers. */
export function joinHeaders(headers: IncomingHttpHeaders): TransportResponse["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = ""]) => [
      name,
      typeof value === "string" ? value : value.join(", "),
    ]),
  );
}
