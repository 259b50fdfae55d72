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
import { CheckRunner } from "./checks/check-runner.ts";
import { type AllowedOperation, allowedOperations } from "./checks/operation-check.ts";
import { type CheckPlan, runChecks } from "./checks/run-checks.ts";
import { bodyOf, type TestElement } from "./checks/test-element.ts";
import { Provider } from "./provider/provider.ts";
import type { Check, Report } from "./report/report.ts";
import { transcriptOf } from "./report/transcript.ts";

/** A token lasts ten minutes; the requests around an operation need some of it. */
export const maxOperationTimeoutMs = 540_000;

/** The options of {@link verifyProvider}. */
export interface VerifyOptions {
  /** A host name or address, with a port if it is not 443; or its `https:` URL. */
  readonly url: string;
  readonly credentials: Credentials;
  /** Which certificate to accept. Defaults to those of the CAs that Node.js trusts. */
  readonly tls?: TlsOptions;
  /** The actions that are allowed besides reading. Defaults to none. */
  readonly allow?: {
    /** Acquires and releases the configuration lock. Defaults to true with `operations` or `testElement`. */
    readonly changes?: boolean;
    /** Runs these operations, each while holding the lock. */
    readonly operations?: readonly AllowedOperation[];
    /**
     * Adds this element to the editing configuration, reads it, and deletes it while holding the lock. It is
     * skipped if it exists. Nothing is saved. @default no element
     */
    readonly testElement?: TestElement;
  };
  /** Defaults to those that the provider supports. */
  readonly restVersions?: readonly RestVersion[];
  /** Ends the verification: the lock is released, and the report has the checks so far. */
  readonly signal?: AbortSignal;
  /** Called after each check. */
  readonly onCheck?: (check: Check) => void;
  /** The time limit of one request. @default 30000 */
  readonly requestTimeoutMs?: number;
  /** The time limit for an operation to finish, at most 540000. @default 300000 */
  readonly operationTimeoutMs?: number;
  /** A custom transport; `tls` is ignored. */
  readonly transport?: Transport;
  readonly clock?: Clock;
}

/**
 * Verifies that a provider, a device or a stand-in, conforms to the specification. Only reads unless
 * more is allowed. Releases the configuration lock and deletes the test element in any case; if that fails, the report
 * has a warning.
 *
 * Failures are in the report: a deviation, rejected credentials, an unreachable provider.
 *
 * @throws {OptionError} If an option is invalid. Nothing was sent.
 */
export async function verifyProvider(options: VerifyOptions): Promise<Report> {
  const { credentials, clock = systemClock, signal, requestTimeoutMs = 30_000 } = options;
  const plan = planOf(options);
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
  const runner = new CheckRunner(provider, options.onCheck ?? (() => {}));
  const startedAt = clock.date().toISOString();
  const since = clock.now();
  try {
    const { completion, versions } = await runChecks(runner, plan);
    const lockWarning = await runner.locks.release(provider);
    const { elementWarning } = runner;
    const { exchanges, secrets } = provider;
    return {
      format: "asyncstatus-verification",
      formatVersion: 1,
      url: endpoint.origin,
      startedAt,
      durationMs: Math.round(clock.now() - since),
      versions,
      completion,
      checks: runner.checks,
      ...(lockWarning !== undefined && { lockWarning }),
      ...(elementWarning !== undefined && { elementWarning: secrets.hide(elementWarning) }),
      transcript: transcriptOf(exchanges, { endpoint, user: credentials.user, secrets }),
    };
  } finally {
    await transport.close();
  }
}

function planOf({ allow = {}, ...options }: VerifyOptions): CheckPlan {
  const { operationTimeoutMs = 300_000 } = options;
  const versions = knownOf("restVersions", options.restVersions, restVersions);
  const operations = knownOf("allow.operations", allow.operations, allowedOperations);
  const { testElement } = allow;
  if (testElement) bodyOf(testElement);
  const needsLock = operations.length > 0 || testElement !== undefined;
  if (needsLock && allow.changes === false) {
    const reason = "`operations` and `testElement` need the lock, which `changes: false` rules out";
    throw new OptionError("allow", reason);
  }
  if (!(operationTimeoutMs > 0 && operationTimeoutMs <= maxOperationTimeoutMs)) {
    const reason = `must be above 0 and at most ${maxOperationTimeoutMs}, because a token expires after ten minutes`;
    throw new OptionError("operationTimeoutMs", reason);
  }
  const changes = allow.changes === true || needsLock;
  return { versions, changes, operations, operationTimeoutMs, testElement };
}

/** Returns the values in the order of the known ones. */
function knownOf<Value extends string>(
  option: string,
  values: readonly Value[] = [],
  known: readonly Value[],
): readonly Value[] {
  const unknown = values.find((value) => !known.includes(value));
  if (unknown === undefined) return known.filter((value) => values.includes(value));
  throw new OptionError(option, `${unknown} is not one of ${known.join(", ")}`);
}
