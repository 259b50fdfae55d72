import { Agent } from "node:https";
import { watch } from "./exchange.ts";
import { Failure } from "./failure.ts";
import { type HttpsExchange, httpsExchange } from "./https-exchange.ts";
import { defaultMaxResponseBytes } from "./max-response-bytes.ts";
import type { NodeTransportOptions } from "./node-transport.ts";
import { refusalOf } from "./refusal-of.ts";
import { tlsConnector } from "./tls-connector.ts";
import type { Transport } from "./transport.ts";

/**
 * A transport for Node.js that loads nothing but Node.js: for programs that ask a few times and end, as
 * a command does, and start several times as fast for it. One that polls many devices spends less with
 * {@link undiciTransport}.
 *
 * @throws {OptionError} where the TLS options cannot be meant.
 */
export function httpsTransport({
  tls = {},
  maxResponseBytes = defaultMaxResponseBytes,
  connectTimeoutMs = 10_000,
  keepAliveTimeoutMs = 60_000,
}: NodeTransportOptions = {}): Transport {
  const connector = tlsConnector(tls, connectTimeoutMs);
  const agent = new Agent({ keepAlive: true, timeout: keepAliveTimeoutMs });
  agent.createConnection = ({ host, port }, callback) => {
    connector.connect(
      { hostname: host ?? "", port: String(port ?? ""), protocol: "https:" },
      (...[error, socket]) => (error ? callback?.(error, null as never) : callback?.(null, socket)),
    );
    // The connection is handed over by the callback, and only once its certificate has stood up.
    return undefined;
  };
  const inFlight = new Set<HttpsExchange>();
  let closed = false;

  return {
    async request(request) {
      const refusal = closed ? new Failure("closed") : refusalOf(request);
      if (refusal) throw refusal.toTransportError(request, true);
      const exchange = httpsExchange(agent, request, maxResponseBytes);
      const endWatch = watch(request, exchange.cut);
      inFlight.add(exchange);
      try {
        return await exchange.answer;
      } finally {
        endWatch();
        inFlight.delete(exchange);
      }
    },
    async close() {
      closed = true;
      const answers = [...inFlight].map(({ answer, cut }) => {
        cut(new Failure("closed"));
        return answer;
      });
      agent.destroy();
      connector.close();
      await Promise.allSettled(answers);
    },
  };
}
