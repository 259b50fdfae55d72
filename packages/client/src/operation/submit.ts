import type { OperationName } from "@asyncstatus/model";
import type { OperationId, QueryValues } from "@asyncstatus/model/operations";
import { BusyError } from "../errors/busy-error.ts";
import { mayHaveBeenAccepted } from "../errors/classify.ts";
import { Operation } from "./operation.ts";
import { pollInterval } from "./poll-interval.ts";
import { readStatus, readSystem, readVersions } from "./read-device.ts";
import type { OperationDependencies } from "./status-poller.ts";
import { undefinedIfRefused } from "./undefined-if-refused.ts";
import type { Baseline, WaitState } from "./wait-state.ts";

/** Options of each request. */
export interface RequestOptions {
  /** Aborts the request. */
  readonly signal?: AbortSignal;
}

/** Options of each asynchronous request. */
export interface SubmitOptions extends RequestOptions {
  /**
   * The longest time to wait for the end of another request that is in progress. @default 0: throws a
   * {@link BusyError}
   */
  readonly waitForIdleMs?: number;
}

/** An asynchronous request. */
export interface Submission {
  readonly operation: OperationName;
  readonly id: Extract<OperationId, "saveVerifyOrRestore" | "activateOrBackUp">;
  readonly query: {
    readonly [Name in
      | keyof QueryValues["saveVerifyOrRestore"]
      | keyof QueryValues["activateOrBackUp"]]?: string | undefined;
  };
  readonly signal?: AbortSignal | undefined;
  /** The longest time until the device shows an accepted request. */
  readonly registrationMs: number;
  /** The longest time to wait for the end of another user's request. @default 0 */
  readonly waitForIdleMs?: number | undefined;
}

/**
 * Reads the baseline, then submits a request. The request is sent once and never repeated.
 *
 * @throws {BusyError} if another request is in progress. Nothing was submitted.
 * @throws {DeviceError} if the device refuses the request.
 * @throws {TransportError} if the request did not reach the device.
 */
export async function submit(
  dependencies: OperationDependencies,
  { operation, id, query, signal, registrationMs, waitForIdleMs = 0 }: Submission,
): Promise<Operation> {
  const { session } = dependencies;
  const lockTenure = session.lockTenure;
  const baseline = await readBaseline(dependencies, waitForIdleMs, signal);
  let submission: WaitState["submission"] = "accepted";
  let links: readonly string[] = [];
  try {
    links = (await session.call(id, { query, signal })).links;
  } catch (error) {
    if (!mayHaveBeenAccepted(error)) throw error;
    submission = "unknown";
  }
  const state: WaitState = {
    operation,
    submission,
    baseline,
    registrationMs,
    lock: lockTenure !== undefined && session.lockTenure === lockTenure ? "held" : "lost",
    epoch: "same",
    seen: false,
    foreignSeen: false,
    emptied: false,
    readings: [],
  };
  const foreignLinks = links.filter((link) => link !== session.statusUrl);
  return new Operation(dependencies, state, { foreignLinks, lockTenure });
}

async function readBaseline(
  dependencies: OperationDependencies,
  waitForIdleMs: number,
  signal: AbortSignal | undefined,
): Promise<Baseline> {
  const { session } = dependencies;
  const idle = await readIdleStatus(dependencies, waitForIdleMs, signal);
  const versions = await undefinedIfRefused(readVersions(session, { signal }));
  return { ...idle, ...(versions && { versions }) };
}

/**
 * Reads the system, then the status, until no request is in progress. The system comes first: after a
 * switchover in between, the status of the peer would otherwise look like a change of this one's.
 */
async function readIdleStatus(
  { session, clock, schedule, random }: OperationDependencies,
  waitForIdleMs: number,
  signal: AbortSignal | undefined,
): Promise<Pick<Baseline, "operationState" | "system">> {
  const since = clock.now();
  for (;;) {
    const system = await undefinedIfRefused(readSystem(session, { signal }));
    const operationState = await readStatus(session, { signal });
    if (operationState?.status !== "inProgress")
      return { ...(operationState && { operationState }), ...(system && { system }) };
    const now = clock.now();
    if (now >= since + waitForIdleMs) throw new BusyError(operationState);
    const interval = pollInterval(schedule, now - since, 0, random());
    await clock.sleep(Math.min(interval, since + waitForIdleMs - now), signal);
  }
}
