import { connect, fetchTransport, type Sbc } from "@asyncstatus/client";
import { createHandler, Device, VirtualClock } from "@asyncstatus/server";
import { type Followed, follow } from "./follow.ts";

/** How a wait went, and what it asked of the device. */
export interface VirtualWait extends Followed {
  readonly durationMs: number;
  /** From the end of the operation until the wait resolved. */
  readonly delayMs: number;
  /** Requests of admin/asyncstatus, the one before the submission included. */
  readonly polls: number;
  /** All others from there on: what else is looked at before and afterwards, submission, renewals. */
  readonly otherRequests: number;
}

/**
 * Has a reference device in memory save its configuration, and waits for the end with the client as it
 * is by default. All times are exact: an answer takes no time at all.
 *
 * @param random A number from 0 to 1, for the client's jitter.
 * @param before What else is done with the device first.
 */
export async function virtualWait(
  durationMs: number,
  random: () => number,
  before: (sbc: Sbc) => Promise<unknown> = async () => undefined,
): Promise<VirtualWait> {
  const clock = new VirtualClock();
  const users = [{ name: "admin", password: "canary-in-the-mine", administrator: true }];
  const handle = createHandler(new Device({ users, clock, plan: () => ({ durationMs }) }));
  const transport = fetchTransport({ fetch: (url, init) => handle(new Request(url, init)) });
  let polls = 0;
  let otherRequests = 0;
  await using sbc = await connect({
    host: "192.0.2.1",
    credentials: { user: "admin", password: "canary-in-the-mine" },
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
  await before(sbc);
  polls = 0;
  otherRequests = 0;
  const followed = await follow(await sbc.save());
  return {
    ...followed,
    durationMs,
    delayMs: followed.elapsedMs - durationMs,
    polls,
    otherRequests,
  };
}
