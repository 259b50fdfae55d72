import { type RestVersion, restVersions } from "@asyncstatus/model";
import { type Clock, systemClock } from "@asyncstatus/model/clock";
import type { DiagnosticsLogger } from "./diagnostics.ts";
import { OptionError, requireDuration, requireKnownOptions } from "./errors/option-error.ts";
import { publisher } from "./observability/publish.ts";
import { OwnRequests } from "./operation/own-requests.ts";
import { defaultSchedule, type PollSchedule } from "./operation/poll-interval.ts";
import { readStatus } from "./operation/read-device.ts";
import type { SavedOperation } from "./operation/saved-operation.ts";
import type { OperationDependencies } from "./operation/status-poller.ts";
import { Api } from "./request/api.ts";
import { basicAuthorization, type CredentialsSource } from "./request/credentials.ts";
import { parseEndpoint } from "./request/endpoint.ts";
import { Sbc } from "./sbc.ts";
import { Session } from "./session/session.ts";
import { SessionSecrets } from "./session/session-secrets.ts";
import type { TlsOptions } from "./transport/tls.ts";
import type { Transport } from "./transport/transport.ts";

/** Options of {@link connect}. */
export interface ConnectOptions {
  /** A host name or an address, with a port if it is not 443, or an `https:` URL. */
  readonly host: string;
  /** The user to log in as, or a function that returns it, called at each login and each renewal. */
  readonly credentials: CredentialsSource;
  /** The check of the device's certificate. Not available in browsers. @default the system's authorities */
  readonly tls?: TlsOptions;
  /**
   * The REST version: v1.2 since SBC 8.4.0, v1.1 since 8.3.0, v1.0 since 8.2.0. Newer releases continue to
   * serve older versions. @default "v1.2"
   */
  readonly version?: RestVersion;
  /**
   * Sends the requests; `tls` is then ignored. `sbc.close()` closes it, but a failed login leaves it open.
   * @default `undiciTransport()` on Node.js, `httpsTransport()` on Bun, `fetchTransport()` in a browser
   */
  readonly transport?: Transport;
  /** The time limit for one request, from connecting to the last byte of the response. @default 30000 */
  readonly requestTimeoutMs?: number;
  /**
   * The form field that has the token in a renewal, which the vendor does not document; `false`: the token
   * is the whole body. @default "token"
   */
  readonly renewalField?: string | false;
  /** The lifetime of a token. @default 600000, as the vendor documents */
  readonly tokenLifetimeMs?: number;
  /**
   * The longest time until an accepted request appears in `admin/asyncstatus`. Until then, an unchanged
   * status is stale. An assumption. @default 10000
   */
  readonly registrationMs?: number;
  /**
   * The longest time by which `admin/asyncstatus` shows a request late. If the lock is held for less than
   * that before a submission, its end counts from that time after it on, since the status may show another
   * user's request from before the lock until then. 0 turns this off. An assumption. @default 3000
   */
  readonly statusLagMs?: number;
  /**
   * Operations that earlier processes submitted to this device, without a known outcome. A submission waits
   * until the status shows them, or throws a {@link BusyError}.
   */
  readonly earlier?: readonly SavedOperation[];
  /** The delays between polls. @default 250 ms at first, then longer */
  readonly schedule?: Partial<PollSchedule>;
  /** @default the clock of this computer */
  readonly clock?: Clock;
  /** Returns a number from 0 to 1, for jitter. @default Math.random */
  readonly random?: () => number;
  /**
   * Receives the messages that the client publishes on `diagnostics_channel`, for this connection only. No
   * message contains a secret. What it throws is ignored.
   */
  readonly logger?: DiagnosticsLogger;
  /** Cancels the login. */
  readonly signal?: AbortSignal;
}

const optionNames = {
  host: true,
  credentials: true,
  tls: true,
  version: true,
  transport: true,
  requestTimeoutMs: true,
  renewalField: true,
  tokenLifetimeMs: true,
  registrationMs: true,
  statusLagMs: true,
  earlier: true,
  schedule: true,
  clock: true,
  random: true,
  logger: true,
  signal: true,
} as const satisfies Record<keyof ConnectOptions, true>;

/** Creates the default transport of a platform. */
export type PlatformTransport = (tls: TlsOptions | undefined) => Transport | Promise<Transport>;

/** Logs in to a device, on every platform. */
export async function connectWith(
  options: ConnectOptions,
  platformTransport: PlatformTransport,
): Promise<Sbc> {
  requireKnownOptions("", options, optionNames);
  const { version = restVersions[0], clock = systemClock, random = Math.random } = options;
  if (!restVersions.includes(version)) {
    throw new OptionError("version", `${version} is not one of ${restVersions.join(", ")}`);
  }
  if (options.logger !== undefined && typeof options.logger !== "function") {
    throw new OptionError("logger", `expected a function, got ${typeof options.logger}`);
  }
  const endpoint = parseEndpoint(options.host);
  const { credentials } = options;
  if (typeof credentials !== "function") basicAuthorization(credentials);
  const requestTimeoutMs = durationOf(options, "requestTimeoutMs", 30_000);
  const tokenLifetimeMs = durationOf(options, "tokenLifetimeMs", 600_000);
  const registrationMs = durationOf(options, "registrationMs", 10_000);
  const statusLagMs = durationOf(options, "statusLagMs", 3_000);
  const transport = options.transport ?? (await platformTransport(options.tls));
  try {
    const secrets = new SessionSecrets();
    // Each channel has its type of message.
    const publish = publisher(options.logger as (channel: string, message: object) => void);
    const now = () => clock.now();
    const session = new Session({
      api: new Api({ endpoint, version, transport, requestTimeoutMs, now, secrets, publish }),
      secrets,
      credentials,
      clock,
      renewalField: options.renewalField ?? "token",
      tokenLifetimeMs,
    });
    await session.logIn(options.signal);
    const ownRequests = new OwnRequests(clock, registrationMs);
    const dependencies: OperationDependencies = {
      session,
      clock,
      random,
      schedule: { ...defaultSchedule, ...options.schedule },
      registrationMs,
      statusLagMs,
      ownRequests,
      publish,
    };
    session.onRelease({
      before: (signal) => ownRequests.untilShown(() => readStatus(session, { signal }), signal),
      after: () => ownRequests.forgetUnanswered(),
    });
    for (const saved of options.earlier ?? []) {
      const { operation, submission, baseline } = saved.state;
      if (submission === "unknown") continue;
      const elapsedMs = Math.max(0, clock.date().getTime() - Date.parse(saved.submittedAt));
      const submittedAt = clock.now() - elapsedMs;
      const before = baseline.operationState;
      ownRequests.add({ operation, submission, submittedAt, before, fenceMs: statusLagMs });
    }
    return new Sbc(version, dependencies, transport);
  } catch (error) {
    if (transport !== options.transport) await transport.close();
    throw error;
  }
}

function durationOf(
  options: ConnectOptions,
  option: "requestTimeoutMs" | "tokenLifetimeMs" | "registrationMs" | "statusLagMs",
  byDefault: number,
): number {
  const ms = options[option] ?? byDefault;
  requireDuration(option, ms);
  return ms;
}
