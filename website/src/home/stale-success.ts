import { connect, describeReason, fetchTransport, type Outcome } from "@asyncstatus/client";
import { createInMemoryDevice, VirtualClock } from "@asyncstatus/server";

/** A status reading that differs from the one before. */
export interface Reading {
  /** Time since the submission. */
  readonly elapsedMs: number;
  /** As in `save success`. */
  readonly status: string;
  readonly attribution: string;
  readonly reason: string;
}

/** A save during which the status shows the success of an earlier save first. */
export interface Story {
  readonly readings: readonly Reading[];
  /** Time of the reading at which a poller that waits for the first success stops. */
  readonly naiveStopsAtMs: number;
  readonly outcome: string;
  readonly confidence: string;
  readonly errorMessage: string;
}

/**
 * Plays the scenario `stale-success` in virtual time. The home page shows the result.
 *
 * @throws {Error} If the scenario no longer shows a success before a failure.
 */
export async function playStaleSuccess(): Promise<Story> {
  const clock = new VirtualClock();
  const device = await createInMemoryDevice({ scenario: "stale-success", clock, seed: 1 });
  const { user, password } = device;
  const transport = fetchTransport({ fetch: device.fetch });
  const credentials = { user, password };
  await using sbc = await connect({
    host: "192.0.2.1",
    credentials,
    transport,
    clock,
    // The simulated device shows each request when it accepts it.
    statusLagMs: 0,
  });
  await using _lock = await sbc.lock();
  const save = await sbc.save();
  const readings: Reading[] = [];
  let outcome: Outcome | undefined;
  for await (const event of save.events()) {
    if (event.type === "ended") outcome = event.outcome;
    if (event.type !== "progress" || !event.operationState) continue;
    const status = `${event.operationState.operation} ${event.operationState.status}`;
    const { elapsedMs, attribution, reason } = event;
    if (readings.at(-1)?.status !== status)
      readings.push({ elapsedMs, status, attribution, reason: describeReason(reason) });
  }
  const stale = readings.find(({ status }) => status === "save success");
  if (outcome?.outcome !== "failed" || !stale)
    throw new Error("The scenario stale-success no longer shows a success before a failure.");
  return {
    readings,
    naiveStopsAtMs: stale.elapsedMs,
    outcome: outcome.outcome,
    confidence: outcome.confidence,
    errorMessage: outcome.errorMessage ?? "",
  };
}
