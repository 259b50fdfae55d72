import { once } from "node:events";
import { createServer } from "node:http";
import type { RolloutMetrics } from "./rollout-metrics.ts";

/** A server of metrics. */
export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves metrics at `/metrics`, by HTTP without authentication.
 *
 * @throws if the port is in use.
 */
export async function serveMetrics(
  metrics: RolloutMetrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await metrics.text();
      response.writeHead(200, { "content-type": metrics.contentType }).end(text);
    } catch {
      response.writeHead(503).end("The ledger can't be read.\n");
    }
  });
  server.listen(port, host);
  await once(server, "listening");
  // A scraper must not keep the process alive.
  server.unref();
  const address = server.address();
  const opened = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${opened}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
