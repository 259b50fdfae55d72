import { connect, fetchTransport, type Outcome } from "@asyncstatus/client";
import { createInMemoryDevice, VirtualClock } from "@asyncstatus/server";

/** A look at the slot that showed something new. */
export interface Look {
  /** Time since the submission. */
  readonly elapsedMs: number;
  /** What the slot shows, as in `save success`. */
  readonly slot: string;
  readonly label: string;
  readonly reason: string;
}

/** A save whose slot shows somebody else's success at first. */
export interface Story {
  readonly looks: readonly Look[];
  /** The look at which whoever waits for the first success of a save stops. */
  readonly naiveStopsAtMs: number;
  readonly outcome: string;
  readonly confidence: string;
  readonly errorMessage: string;
}

/**
 * What happens in the scenario `stale-success`: the home page shows it as it is, played at build on virtual
 * time.
 *
 * @throws {Error} where it no longer ends in a failure that a success stands before
 */
export async function playStaleSuccess(): Promise<Story> {
  const clock = new VirtualClock();
  const device = await createInMemoryDevice({ scenario: "stale-success", clock, seed: 1 });
  const { user, password } = device;
  const transport = fetchTransport({ fetch: device.fetch });
  const credentials = { user, password };
  await using sbc = await connect({ host: "192.0.2.1", credentials, transport, clock });
  await using _lock = await sbc.lock();
  const save = await sbc.save();
  const looks: Look[] = [];
  let outcome: Outcome | undefined;
  for await (const event of save.events()) {
    if (event.type === "ended") outcome = event.outcome;
    if (event.type !== "progress" || !event.operationState) continue;
    const slot = `${event.operationState.operation} ${event.operationState.status}`;
    const { elapsedMs, attribution: label, reason } = event;
    if (looks.at(-1)?.slot !== slot) looks.push({ elapsedMs, slot, label, reason });
  }
  const stale = looks.find(({ slot }) => slot === "save success");
  if (outcome?.outcome !== "failed" || !stale)
    throw new Error("stale-success is another story now.");
  return {
    looks,
    naiveStopsAtMs: stale.elapsedMs,
    outcome: outcome.outcome,
    confidence: outcome.confidence,
    errorMessage: outcome.errorMessage ?? "",
  };
}
