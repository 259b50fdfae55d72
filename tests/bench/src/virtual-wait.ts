import { connect, fetchTransport, type Operation, type Sbc } from "@asyncstatus/client";
import { createHandler, Device, VirtualClock } from "@asyncstatus/server";

/** Figures of one wait. */
export interface Waited {
  /** Time from the submission until the wait resolved. */
  readonly elapsedMs: number;
  /** Polling interval in force at the end: between the last two polls. */
  readonly intervalMs: number;
}

/** Figures of one wait in virtual time. */
export interface VirtualWait extends Waited {
  readonly durationMs: number;
  /** Time from the end of the operation until the wait resolved. */
  readonly delayMs: number;
  /** Requests of `admin/asyncstatus`, including the one before the submission. */
  readonly polls: number;
  /** All other requests of the submission and the wait. */
  readonly otherRequests: number;
}

/**
 * Saves on a reference device in memory and waits with the client's defaults. Responses take no time, so
 * that all figures are exact.
 *
 * @param random Source of numbers from 0 to 1 for the jitter.
 * @param before Runs before the measured save.
 */
export async function virtualWait(
  durationMs: number,
  random: () => number,
  before: (sbc: Sbc) => Promise<unknown> = async () => undefined,
): Promise<VirtualWait> {
  const clock = new VirtualClock();
  const credentials = { user: "admin", password: "canary-in-the-mine" };
  const users = [{ name: "admin", password: "canary-in-the-mine", administrator: true }];
  const handle = createHandler(new Device({ users, clock, behavior: () => ({ durationMs }) }));
  const transport = fetchTransport({ fetch: (url, init) => handle(new Request(url, init)) });
  let polls = 0;
  let otherRequests = 0;
  await using sbc = await connect({
    host: "192.0.2.1",
    credentials,
    clock,
    random,
    transport: {
      request(request) {
        if (request.url.pathname.endsWith("/admin/asyncstatus")) polls += 1;
        else otherRequests += 1;
        return clock.standStill(transport.request(request));
      },
      close: () => transport.close(),
    },
  });
  await using _lock = await sbc.lock();
  // After that, the status shows no request from before the lock any more.
  await clock.sleep(3_000);
  await before(sbc);
  polls = 0;
  otherRequests = 0;
  const waited = await waitForSuccess(await sbc.save());
  return { ...waited, durationMs, delayMs: waited.elapsedMs - durationMs, polls, otherRequests };
}

/**
 * Waits for the end of an operation.
 *
 * @throws {Error} If the operation does not succeed.
 */
export async function waitForSuccess(operation: Operation): Promise<Waited> {
  let pollMs = 0;
  let intervalMs = 0;
  for await (const event of operation.events({ timeoutMs: 24 * 3_600_000 })) {
    if (event.type !== "progress") continue;
    intervalMs = event.elapsedMs - pollMs;
    pollMs = event.elapsedMs;
  }
  const { outcome, elapsedMs } = await operation.wait();
  if (outcome === "succeeded") return { elapsedMs, intervalMs };
  throw new Error(`Expected the operation to succeed, got ${outcome} after ${elapsedMs} ms.`);
}

/** Creates a reproducible source of evenly spread numbers from 0 to 1, by the golden ratio. */
export function evenlySpread(): () => number {
  let last = 0;
  return () => {
    last = (last + (Math.sqrt(5) - 1) / 2) % 1;
    return last;
  };
}
