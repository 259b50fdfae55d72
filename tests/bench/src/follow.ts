import type { Operation } from "@asyncstatus/client";

/** How a wait went. */
export interface Followed {
  /** From the submission until the wait resolved. */
  readonly elapsedMs: number;
  /** The polling interval in force at the end: between the last two looks at the status. */
  readonly intervalMs: number;
}

/**
 * Waits for the end of an operation.
 *
 * @throws {Error} where it did not succeed: then there is nothing to measure
 */
export async function follow(operation: Operation): Promise<Followed> {
  let lookMs = 0;
  let intervalMs = 0;
  for await (const event of operation.events({ timeoutMs: 24 * 3_600_000 })) {
    if (event.type === "progress") {
      intervalMs = event.elapsedMs - lookMs;
      lookMs = event.elapsedMs;
    }
    if (event.type !== "ended") continue;
    const { outcome, elapsedMs } = event.outcome;
    if (outcome === "succeeded") return { elapsedMs, intervalMs };
    throw new Error(`Expected the operation to succeed, got ${outcome} after ${elapsedMs} ms.`);
  }
  throw new Error("unreachable: the events end with `ended`");
}
