import type { LockHistory } from "../../src/operation/wait-state.ts";
import { LockTenure } from "../../src/session/lock-tenure.ts";
import type { World } from "./world.ts";

/** An event in the history of the lock, as our client knows it. */
export type TenureEvent = "renewed" | "exercised" | "renewal unanswered" | "ended";

const lifetimeMs = 100_000;
const firstToken = { value: "first", requestedAt: 0, requestedOn: 0 };
const secondToken = { value: "second", requestedAt: 60_000, requestedOn: 60_000 };

const now: Readonly<Record<World["life"], number>> = {
  running: 90_000,
  ending: 110_000,
  over: 130_000,
};

/** Returns the real `LockTenure` after the events. */
export function tenureAfter(events: readonly TenureEvent[], life: World["life"]): LockTenure {
  const tenure = new LockTenure(firstToken, 0, lifetimeMs);
  for (const event of events) {
    switch (event) {
      case "renewed":
        tenure.renewed(secondToken);
        break;
      case "exercised":
        tenure.exercised(tenure.tokens.at(-1) ?? firstToken);
        break;
      case "renewal unanswered":
        tenure.renewalUnanswered();
        break;
      case "ended":
        // The device refused the token, and did not renew it.
        tenure.tokenRefused(0);
        tenure.ended(now[life]);
    }
  }
  return tenure;
}

/** Returns if the lock was held until now, as the client knows it. */
export function lockUntilNow(tenure: LockTenure, life: World["life"]): LockHistory {
  return tenure.until(now[life]);
}
