import {
  type Clock,
  type Credentials,
  OptionError,
  parseEndpoint,
  type RestVersion,
  restVersions,
  systemClock,
  type TlsOptions,
  type Transport,
} from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import { Run } from "./checks/check-runner.ts";
import { type AllowedOperation, allowedOperations } from "./checks/operation-check.ts";
import { runToItsEnd, type Wanted } from "./checks/run-checks.ts";
import { LockKeeper } from "./provider/lock-keeper.ts";
import { Provider } from "./provider/provider.ts";
import type { Check, Report } from "./report/report.ts";
import { transcriptOf } from "./report/transcript.ts";

/** The longest that one token lasts, less a minute for the requests around the operation. */
export const maxOperationTimeoutMs = 540_000;

/** Which provider is verified, and what may be done to it. */
export interface VerifyOptions {
  /** A name or an address, with a port where it is not 443; or an `https:` URL of it. */
  readonly url: string;
  readonly credentials: Credentials;
  /** How the provider proves who it is. @default the authorities that the system trusts */
  readonly tls?: TlsOptions;
  /** What may be done beyond reading. @default nothing */
  readonly allow?: {
    /** The configuration lock is taken and released. @default false, or true with `operations` */
    readonly changes?: boolean;
    /** These asynchronous requests are made, each under the lock. @default none */
    readonly operations?: readonly AllowedOperation[];
  };
  /** @default those that both the provider and the specification have */
  readonly restVersions?: readonly RestVersion[];
  /** Ends the verification: the lock is released, and the report says what was done until then. */
  readonly signal?: AbortSignal;
  /** Told of each check as it is done. */
  readonly onCheck?: (check: Check) => void;
  /** The limit for one request, from connecting to the last byte of the answer. @default 30000 */
  readonly requestTimeoutMs?: number;
  /** How long the end of an asynchronous request is waited for; at most 540000. @default 300000 */
  readonly operationTimeoutMs?: number;
  /** Carries the requests, in place of the one for Node.js; `tls` is then its own affair. */
  readonly transport?: Transport;
  /** @default the clock of this computer */
  readonly clock?: Clock;
}

/**
 * Verifies that a provider answers as the specification says: a real device, or what stands in for one.
 * Reads only, unless more is allowed. Never leaves the configuration lock behind: where its release
 * fails, the report says so.
 *
 * A provider that deviates, refuses the credentials or cannot be reached is what the report tells; none
 * of it is thrown.
 *
 * @throws {OptionError} where an option cannot be used. Nothing was sent.
 */
export async function verifyProvider(options: VerifyOptions): Promise<Report> {
  const { credentials, clock = systemClock, signal, requestTimeoutMs = 30_000 } = options;
  const wanted = readWanted(options);
  const endpoint = parseEndpoint(options.url);
  const transport = options.transport ?? undiciTransport(options.tls ? { tls: options.tls } : {});
  const provider = new Provider({
    endpoint,
    credentials,
    transport,
    clock,
    requestTimeoutMs,
    signal,
  });
  const run = new Run(provider, options.onCheck ?? (() => {}));
  const keeper = new LockKeeper();
  const startedAt = clock.date().toISOString();
  const since = clock.now();
  try {
    const { ending, versions } = await runToItsEnd(run, keeper, wanted);
    const lockLeftBehind = await keeper.release(provider);
    return {
      format: "asyncstatus-verification",
      formatVersion: 1,
      url: endpoint.origin,
      startedAt,
      durationMs: Math.round(clock.now() - since),
      versions,
      ending,
      checks: run.checks,
      ...(lockLeftBehind !== undefined && { lockLeftBehind }),
      transcript: transcriptOf(provider.exchanges, {
        endpoint,
        user: credentials.user,
        secrets: provider.secrets,
      }),
    };
  } finally {
    await transport.close();
  }
}

function readWanted({ allow = {}, ...options }: VerifyOptions): Wanted {
  const { operationTimeoutMs = 300_000 } = options;
  const versions = restVersions.filter((version) => options.restVersions?.includes(version));
  for (const version of options.restVersions ?? []) {
    if (!versions.includes(version)) {
      throw new OptionError("restVersions", `${version} is not one of ${restVersions.join(", ")}`);
    }
  }
  const operations = allowedOperations.filter((name) => allow.operations?.includes(name));
  for (const operation of allow.operations ?? []) {
    if (!operations.includes(operation)) {
      const all = allowedOperations.join(", ");
      throw new OptionError("allow.operations", `${operation} is not one of ${all}`);
    }
  }
  if (operations.length > 0 && allow.changes === false) {
    throw new OptionError("allow", "`operations` need the lock, which `changes: false` rules out");
  }
  if (!(operationTimeoutMs > 0 && operationTimeoutMs <= maxOperationTimeoutMs)) {
    const why = "must be above 0 and at most 540000, because a token expires after ten minutes";
    throw new OptionError("operationTimeoutMs", why);
  }
  const changes = allow.changes === true || operations.length > 0;
  return { versions, changes, operations, operationTimeoutMs };
}
