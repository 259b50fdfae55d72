import { type RestVersion, restVersions } from "@asyncstatus/model";
import { type Clock, systemClock } from "@asyncstatus/model/clock";
import { OptionError } from "./errors/option-error.ts";
import { defaultSchedule, type PollSchedule } from "./operation/poll-interval.ts";
import { Api } from "./request/api.ts";
import type { Credentials } from "./request/credentials.ts";
import { parseEndpoint } from "./request/endpoint.ts";
import { Sbc } from "./sbc.ts";
import { Session } from "./session/session.ts";
import type { TlsOptions } from "./transport/tls.ts";
import type { Transport } from "./transport/transport.ts";

/** How a device is reached, and how the client behaves. */
export interface ConnectOptions {
  /** A name or an address, with a port where it is not 443; or an `https:` URL of it. */
  readonly host: string;
  readonly credentials: Credentials;
  /**
   * How the device proves who it is; a browser lets nobody say. @default the authorities that the system
   * trusts
   */
  readonly tls?: TlsOptions;
  /**
   * The REST version to speak. v1.2 is served from SBC 8.4.0 on, v1.1 from 8.3.0 on, v1.0 from 8.2.0 on;
   * newer releases go on serving older versions. @default "v1.2"
   */
  readonly version?: RestVersion;
  /**
   * Carries the requests; `tls` is then its own affair. @default `undiciTransport()`, on Bun
   * `httpsTransport()`, in a browser `fetchTransport()`
   */
  readonly transport?: Transport;
  /** The limit for one request, from connecting to the last byte of the answer. @default 30000 */
  readonly requestTimeoutMs?: number;
  /** The form field that takes the token at a renewal. Undocumented, so it can be set. @default "token" */
  readonly renewalField?: string;
  /** How long a token lives. @default 600000, as documented */
  readonly tokenLifetimeMs?: number;
  /**
   * How long the device may take to show a request in `admin/asyncstatus` after it has taken it. Until
   * then, what was there before counts as stale. Assumed. @default 10000
   */
  readonly registrationMs?: number;
  /** When the status is read again. @default 250 ms at first, then ever slower */
  readonly schedule?: Partial<PollSchedule>;
  /** @default the clock of this computer */
  readonly clock?: Clock;
  /** A number from 0 to 1, for jitter. @default Math.random */
  readonly random?: () => number;
  /** Cuts the login. */
  readonly signal?: AbortSignal;
}

/** What carries the requests where `transport` is not given. */
export type PlatformTransport = (tls: TlsOptions | undefined) => Transport | Promise<Transport>;

/** Logs in to a device: what `connect` is on every platform. */
export async function connectWith(
  options: ConnectOptions,
  platformTransport: PlatformTransport,
): Promise<Sbc> {
  const { version = restVersions[0], clock = systemClock, random = Math.random } = options;
  if (!restVersions.includes(version)) {
    throw new OptionError("version", `${version} is not one of ${restVersions.join(", ")}`);
  }
  const endpoint = parseEndpoint(options.host);
  const transport = options.transport ?? (await platformTransport(options.tls));
  try {
    const requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
    const session = new Session({
      api: new Api({ endpoint, version, transport, requestTimeoutMs, now: () => clock.now() }),
      credentials: options.credentials,
      clock,
      renewalField: options.renewalField ?? "token",
      tokenLifetimeMs: options.tokenLifetimeMs ?? 600_000,
    });
    await session.logIn(options.signal);
    const schedule = { ...defaultSchedule, ...options.schedule };
    const dependencies = { session, clock, random, schedule };
    return new Sbc(version, dependencies, transport, options.registrationMs ?? 10_000);
  } catch (error) {
    await transport.close();
    throw error;
  }
}
