import type { TlsOptions } from "./tls.ts";

/** How the transports for Node.js connect, and what they take. */
export interface NodeTransportOptions {
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
