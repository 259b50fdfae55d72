import type { Ledger, RolloutEvent } from "@asyncstatus/fleet";
import { errorText, isSystemError } from "../error-text.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";

/** An address to listen on. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Reads an address, such as `127.0.0.1:9464` or `[::1]:9464`. @throws {UsageError} */
export function parseListenAddress(text: string): ListenAddress {
  const [, host, port] = /^(\[[0-9a-f:]+\]|[^[\]:/@]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535) {
    throw new UsageError(`expected an address and a port, such as 127.0.0.1:9464, got ${text}`);
  }
  return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}

/** Metrics that are served until they are closed. */
export interface ServedMetrics {
  onEvent(event: RolloutEvent): void;
  close(): Promise<void>;
}

/** Serves the metrics of a rollout, if an address is given. @throws {UsageError} */
export async function serveRolloutMetrics(
  io: Io,
  ledger: Ledger,
  address: ListenAddress | undefined,
): Promise<ServedMetrics | undefined> {
  if (!address) return undefined;
  const { createMetrics, serveMetrics } = await import("@asyncstatus/fleet");
  const metrics = await createMetrics(ledger, { clock: io.clock });
  try {
    const { url, close } = await serveMetrics(metrics, address);
    io.stderr.write(`Metrics: ${url}\n`);
    return { onEvent: metrics.onEvent, close };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`--metrics-listen: ${errorText(error)}`);
  }
}
