import {
  type ConnectOptions,
  connect,
  type RestVersion,
  type Sbc,
  type Transport,
} from "@asyncstatus/client";
import type { Target } from "../config/resolve-targets.ts";
import type { Io } from "../io.ts";
import { tellingTransport } from "./telling-transport.ts";

/** How a device is opened. */
export interface OpenOptions {
  readonly password: string;
  readonly signal: AbortSignal;
  /** Is told every request and answer, without secrets. */
  readonly tell?: ((text: string) => void) | undefined;
  /** Puts something of one's own around what carries the requests. */
  readonly wrap?: ((transport: Transport) => Transport) | undefined;
}

/**
 * Logs in to a device.
 *
 * @throws as {@link connect} does.
 */
export async function openDevice(io: Io, target: Target, options: OpenOptions): Promise<Sbc> {
  const { password, signal, tell, wrap = (one) => one } = options;
  const { endpoint, settings, trust, user } = target;
  const transport = wrap(await io.openTransport(trust.tls));
  return connect({
    host: endpoint.origin,
    credentials: { user, password },
    transport: tell ? tellingTransport(transport, tell) : transport,
    clock: io.clock,
    random: io.random,
    signal,
    ...connectSettings(settings),
  });
}

function connectSettings({
  restVersion,
  requestTimeout,
  renewalField,
}: Target["settings"]): Partial<ConnectOptions> {
  return {
    // One of the words of the setting's definition.
    ...(restVersion && { version: restVersion.value as RestVersion }),
    ...(requestTimeout && { requestTimeoutMs: requestTimeout.value }),
    ...(renewalField && { renewalField: renewalField.value }),
  };
}
