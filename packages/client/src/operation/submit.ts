import type { OperationName } from "@asyncstatus/model";
import { BusyError } from "../errors/busy-error.ts";
import { mayHaveBeenTaken } from "../errors/may-have-been-taken.ts";
import type { OperationId } from "../gen/operations.ts";
import type { OperationDependencies } from "./follower.ts";
import { Operation } from "./operation.ts";
import { pollInterval } from "./poll-interval.ts";
import { readSlot, readSystem, readVersions } from "./read-device.ts";
import { unlessRefused } from "./unless-refused.ts";
import type { Baseline, WaitState } from "./wait-state.ts";

/** One asynchronous request, as it is sent. */
export interface Submission {
  readonly operation: OperationName;
  readonly id: Extract<OperationId, "saveVerifyOrRestore" | "activateOrBackUp">;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** How long the device may take to show a request that it has taken. */
  readonly registrationMs: number;
  /** How long to wait for the end of somebody else's request. None: not at all. */
  readonly waitForIdleMs?: number | undefined;
}

/**
 * Takes the baseline, then submits a request: once, whatever happens.
 *
 * @throws {BusyError} where somebody's request is in progress. Nothing was submitted.
 * @throws {DeviceError} where the device refuses the request.
 * @throws {TransportError} where it is certain that the request did not reach the device.
 */
export async function submit(
  dependencies: OperationDependencies,
  { operation, id, query, signal, registrationMs, waitForIdleMs = 0 }: Submission,
): Promise<Operation> {
  const { session } = dependencies;
  const lockTerm = session.lockTerm;
  const baseline = await readBaseline(dependencies, waitForIdleMs, signal);
  let submission: WaitState["submission"] = "accepted";
  let links: readonly string[] = [];
  try {
    links = (await session.call(id, { query, signal })).links;
  } catch (error) {
    if (!mayHaveBeenTaken(error)) throw error;
    submission = "unknown";
  }
  const state: WaitState = {
    operation,
    submission,
    baseline,
    registrationMs,
    lock: lockTerm !== undefined && session.lockTerm === lockTerm ? "held" : "lost",
    epoch: "same",
    seen: false,
    foreignSeen: false,
    emptied: false,
    sightings: [],
  };
  const foreignLinks = links.filter((link) => link !== session.statusUrl);
  return new Operation(dependencies, state, { foreignLinks, lockTerm });
}

async function readBaseline(
  dependencies: OperationDependencies,
  waitForIdleMs: number,
  signal: AbortSignal | undefined,
): Promise<Baseline> {
  const { session } = dependencies;
  const idle = await readIdleSlot(dependencies, waitForIdleMs, signal);
  const versions = await unlessRefused(readVersions(session, { signal }));
  return { ...idle, ...(versions && { versions }) };
}

/**
 * Which system answers, and what its slot shows. It is asked who it is before all else: what the peer
 * says of a slot, after a switchover in between, would otherwise pass for a change of this one's.
 */
async function readIdleSlot(
  { session, clock, schedule, random }: OperationDependencies,
  waitForIdleMs: number,
  signal: AbortSignal | undefined,
): Promise<Pick<Baseline, "slot" | "system">> {
  const since = clock.now();
  for (;;) {
    const system = await unlessRefused(readSystem(session, { signal }));
    const slot = await readSlot(session, { signal });
    if (slot?.status !== "inProgress") return { ...(slot && { slot }), ...(system && { system }) };
    const now = clock.now();
    if (now >= since + waitForIdleMs) throw new BusyError(slot);
    const interval = pollInterval(schedule, now - since, 0, random());
    await clock.sleep(Math.min(interval, since + waitForIdleMs - now), signal);
  }
}
