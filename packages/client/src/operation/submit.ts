import type { OperationName } from "@asyncstatus/model";
import type { OperationId, QueryValues } from "@asyncstatus/model/operations";
import { BusyError } from "../errors/busy-error.ts";
import { isTransient, mayHaveBeenAccepted } from "../errors/classify.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { DeviceError } from "../errors/device-error.ts";
import { requireDuration } from "../errors/option-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { TransportError } from "../errors/transport-error.ts";
import { Operation } from "./operation.ts";
import { pollInterval } from "./poll-interval.ts";
import { readStatus, readSystem, readVersions } from "./read-device.ts";
import { type SavedOperation, saveOperation } from "./saved-operation.ts";
import type { OperationDependencies } from "./status-poller.ts";
import { undefinedIfRefused } from "./undefined-if-refused.ts";
import { type Baseline, initialState, type WaitState } from "./wait-state.ts";

/** Options of each request. */
export interface RequestOptions {
  /** Aborts the request. */
  readonly signal?: AbortSignal;
}

/** Options of {@link Sbc.waitForIdle}. */
export interface IdleOptions extends RequestOptions {
  /** The longest time to wait. @default 0, no wait */
  readonly waitForIdleMs?: number;
  /** Called with each reading that shows a request in progress. */
  readonly onBusy?: (error: BusyError) => void;
}

/** Options of each asynchronous request. */
export interface SubmitOptions extends IdleOptions {
  /**
   * Called just before the request is sent, and awaited, with what {@link Sbc.attach} needs if this process
   * ends before it knows the outcome. If it throws, nothing is submitted.
   */
  readonly onSubmitting?: (saved: SavedOperation) => void | Promise<void>;
}

/** An asynchronous request. */
export interface Submission extends SubmitOptions {
  readonly operation: OperationName;
  readonly id: Extract<OperationId, "saveVerifyOrRestore" | "activateOrBackUp">;
  readonly query: {
    readonly [Name in
      | keyof QueryValues["saveVerifyOrRestore"]
      | keyof QueryValues["activateOrBackUp"]]?: string | undefined;
  };
}

/** The longest time in which a failed reading of the baseline is tried again. */
const readAgainMs = 10_000;

/**
 * Reads the baseline, then submits a request. The request is sent once and never repeated. A reading of the
 * baseline that fails for a reason that may pass, other than a timeout, is tried again for ten seconds.
 *
 * @throws {OptionError} if `waitForIdleMs` is not a number of milliseconds.
 * @throws {BusyError} if another request is in progress. Nothing was submitted.
 * @throws {DeviceError} if the device refuses the request.
 * @throws {TransportError} if the request did not reach the device.
 */
export function submit(
  dependencies: OperationDependencies,
  submission: Submission,
): Promise<Operation> {
  return dependencies.ownRequests.inTurn(() => submitNow(dependencies, submission));
}

async function submitNow(
  dependencies: OperationDependencies,
  { operation, id, query, onSubmitting, ...idle }: Submission,
): Promise<Operation> {
  const { session, clock, ownRequests, registrationMs, statusLagMs } = dependencies;
  const { signal } = idle;
  const lockTenure = session.lockTenure;
  const { statusReadAt, ...idleState } = await readIdleStatus(dependencies, idle);
  // Before the versions are read: an end that is seen from now on may not be in this status.
  const mayBeRepeated = ownRequests.mayArrive(operation);
  const versions = await readAgain(dependencies, signal, () =>
    undefinedIfRefused(readVersions(session, { signal })),
  );
  const baseline: Baseline = { ...idleState, ...(versions && { versions }) };
  // The status of the baseline may lack a request from before our lock that it shows late.
  const isLate = lockTenure && statusReadAt < lockTenure.since + statusLagMs;
  const start = {
    operation,
    baseline,
    registrationMs,
    fenceMs: isLate ? statusLagMs : 0,
    mayBeRepeated,
  };
  await onSubmitting?.(
    saveOperation(
      dependencies,
      initialState({ ...start, submission: "unknown" }),
      clock.date().toISOString(),
    ),
  );
  ownRequests.submitting();
  let submission: WaitState["submission"] = "accepted";
  let links: readonly string[] = [];
  try {
    links = (await session.call(id, { query, signal })).links;
  } catch (error) {
    if (!mayHaveBeenAccepted(error)) throw error;
    submission = "unknown";
    session.noteUnanswered();
  }
  const now = clock.now();
  const lock =
    lockTenure && session.lockTenure === lockTenure ? lockTenure.until(now) : ("lost" as const);
  const state = initialState({ ...start, submission, lock });
  const foreignLinks = links.filter((link) => link !== session.statusUrl);
  return new Operation(dependencies, state, { foreignLinks, lockTenure });
}

/**
 * Reads the system, then the status, until no request is in progress, and each earlier request of this
 * session has been seen. The system comes first: after a switchover in between, the status of the peer
 * would otherwise look like a change of this one's.
 */
export async function readIdleStatus(
  dependencies: OperationDependencies,
  { signal, waitForIdleMs = 0, onBusy }: IdleOptions,
): Promise<Pick<Baseline, "operationState" | "system"> & { readonly statusReadAt: number }> {
  requireDuration("waitForIdleMs", waitForIdleMs);
  const { session, clock, schedule, random, ownRequests } = dependencies;
  const since = clock.now();
  for (;;) {
    const system = await readAgain(dependencies, signal, () =>
      undefinedIfRefused(readSystem(session, { signal })),
    );
    const { statusReadAt, endsSeen, operationState } = await readAgain(
      dependencies,
      signal,
      async () => ({
        statusReadAt: clock.now(),
        endsSeen: ownRequests.endsSeen,
        operationState: await readStatus(session, { signal }),
      }),
    );
    // The wait of an earlier request has seen its end meanwhile, perhaps later than this status.
    if (ownRequests.endsSeen > endsSeen) continue;
    ownRequests.noteStatus(operationState, statusReadAt);
    const { open } = ownRequests;
    if (operationState?.status !== "inProgress" && !open) {
      return {
        ...(operationState && { operationState }),
        ...(system && { system }),
        statusReadAt,
      };
    }
    const busy =
      operationState?.status === "inProgress"
        ? new BusyError(operationState)
        : new BusyError({ operation: open?.operation ?? "unknown", status: "inProgress" }, true);
    const now = clock.now();
    if (now >= since + waitForIdleMs) throw busy;
    onBusy?.(busy);
    const interval = pollInterval(schedule, now - since, 0, random());
    const delayMs = Math.min(interval, since + waitForIdleMs - now);
    await clock.sleep(delayMs, signal).catch((reason: unknown) => {
      throw reason instanceof DeadlineError ? busy : reason;
    });
  }
}

/** Repeats a reading while it fails for a reason that may pass: nothing has been submitted yet. */
async function readAgain<Value>(
  { clock, schedule, random }: OperationDependencies,
  signal: AbortSignal | undefined,
  read: () => Promise<Value>,
): Promise<Value> {
  const since = clock.now();
  for (let failures = 1; ; failures += 1) {
    try {
      return await read();
    } catch (error) {
      const elapsedMs = clock.now() - since;
      const retryAfterMs = error instanceof DeviceError ? (error.retryAfterMs ?? 0) : 0;
      const delayMs = Math.max(pollInterval(schedule, elapsedMs, failures, random()), retryAfterMs);
      // A response that can't be read stays the same, and a device that hangs was waited for long enough.
      const mayPass =
        isTransient(error) &&
        !(error instanceof ResponseError) &&
        !(error instanceof TransportError && error.code === "timeout");
      if (!mayPass || signal?.aborted || elapsedMs + delayMs > readAgainMs) throw error;
      await clock.sleep(delayMs, signal).catch((reason: unknown) => {
        throw reason instanceof DeadlineError ? error : reason;
      });
    }
  }
}
