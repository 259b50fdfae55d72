import type { TlsOptions } from "./tls.ts";

/** How the transports for Node.js connect, and what they take. */
export interface NodeTransportOptions {
  readonly tls?: TlsOptions;
  /** A larger answer is not read to its end. @default 131072, which is what can be decoded */
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
