import {
  type ConnectOptions,
  connect,
  type RestVersion,
  type Sbc,
  type Transport,
} from "@asyncstatus/client";
import type { Io } from "../io.ts";
import { pendingOperations } from "../state/pending-operations.ts";
import { loggingTransport } from "./logging-transport.ts";
import type { Target } from "./resolve-targets.ts";

/** Options of {@link openDevice}. */
export interface OpenOptions {
  readonly password: string;
  readonly signal: AbortSignal;
  /** Receives every request and response, without secrets. */
  readonly log?: ((text: string) => void) | undefined;
  /** Wraps the transport. */
  readonly wrap?: ((transport: Transport) => Transport) | undefined;
}

/**
 * Logs in to a device.
 *
 * @throws As {@link connect} does.
 */
export async function openDevice(io: Io, target: Target, options: OpenOptions): Promise<Sbc> {
  const { password, signal, log, wrap = (transport) => transport } = options;
  const { endpoint, settings, trust, user } = target;
  const transport = wrap(await io.openTransport(trust.tls));
  const credentials = { user, password };
  return connect({
    host: endpoint.origin,
    credentials,
    transport: log ? loggingTransport(transport, credentials, log) : transport,
    clock: io.clock,
    random: io.random,
    signal,
    earlier: pendingOperations(io, endpoint).map(({ pending }) => pending.operation),
    ...connectSettings(settings),
  });
}

function connectSettings({
  restVersion,
  requestTimeout,
  renewalField,
  statusLag,
}: Target["settings"]): Partial<ConnectOptions> {
  return {
    // Its definition lists the versions.
    ...(restVersion && { version: restVersion.value as RestVersion }),
    ...(requestTimeout && { requestTimeoutMs: requestTimeout.value }),
    ...(statusLag && { statusLagMs: statusLag.value }),
    ...(renewalField && {
      renewalField: renewalField.value === "none" ? false : renewalField.value,
    }),
  };
}
