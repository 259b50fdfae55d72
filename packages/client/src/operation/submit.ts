import type { OperationName } from "@asyncstatus/model";
import { AnswerError } from "../errors/answer-error.ts";
import { BusyError } from "../errors/busy-error.ts";
import { DeviceError } from "../errors/device-error.ts";
import type { OperationId } from "../gen/operations.ts";
import type { Session } from "../session/session.ts";
import { TransportError } from "../transport/transport-error.ts";
import { Operation, type OperationDependencies } from "./operation.ts";
import { readSlot, readSystem, readVersions } from "./read-device.ts";
import type { Baseline, WaitState } from "./wait-state.ts";

/** One asynchronous request, as it is sent. */
export interface Submission {
  readonly operation: OperationName;
  readonly id: Extract<OperationId, "saveVerifyOrRestore" | "activateOrBackUp">;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** How long the device may take to show a request that it has taken. */
  readonly registrationMs: number;
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
  { operation, id, query, signal, registrationMs }: Submission,
): Promise<Operation> {
  const { session } = dependencies;
  const baseline = await readBaseline(session, signal);
  let submission: WaitState["submission"] = "accepted";
  try {
    await session.call(id, { query, signal });
  } catch (error) {
    if (!mayHaveBeenTaken(error)) throw error;
    submission = "unknown";
  }
  return new Operation(dependencies, {
    operation,
    submission,
    baseline,
    registrationMs,
    lock: session.lock === "held" ? "held" : "lost",
    epoch: "same",
    seen: false,
    foreignSeen: false,
    sightings: [],
  });
}

async function readBaseline(session: Session, signal: AbortSignal | undefined): Promise<Baseline> {
  const slot = await readSlot(session, signal);
  if (slot?.status === "inProgress") throw new BusyError(slot);
  const versions = await readVersions(session, signal);
  const system = await readSystem(session, signal);
  return { ...(slot && { slot }), versions, system };
}

function mayHaveBeenTaken(error: unknown): boolean {
  if (error instanceof TransportError) return !error.notSent;
  // A 4xx is a refusal. Whether a 5xx comes from before or after the request was taken, nobody knows.
  if (error instanceof DeviceError) return error.code === "unavailable";
  return error instanceof AnswerError;
}
