import { applyLock, receive } from "../../src/operation/poll-step.ts";
import { resumedState } from "../../src/operation/saved-operation.ts";
import type { Receive } from "./broken-client.ts";
import type { Reading } from "./client.ts";
import { lockUntilNow } from "./tenure.ts";

/** How our client goes about it. */
export interface Conduct {
  readonly receive: Receive;
  readonly applyLock: typeof applyLock;
  /** Whether the lock was held until now. */
  readonly lockUntilNow: typeof lockUntilNow;
  readonly resumedState: typeof resumedState;
  /** Whether it knows of a renewal without a response. */
  readonly notesLostRenewal: boolean;
  /** Whether it looks which lock it holds before the baseline, or after it. */
  readonly readsLock: "before the baseline" | "after the baseline";
  /** The order in which it reads the baseline. */
  readonly baseline: readonly Reading[];
  /** What time a status counts as of: that of its request, or that of its response. */
  readonly statusIsOf: "request" | "response";
  /** The time since the submission from which on an end counts. */
  readonly fenceMs: number;
}

/** How it is right: the system is identified before everything else, and last of all. */
export const rightConduct: Conduct = {
  receive,
  applyLock,
  lockUntilNow,
  resumedState,
  notesLostRenewal: true,
  readsLock: "before the baseline",
  baseline: ["system", "operationState", "versions"],
  statusIsOf: "request",
  fenceMs: 0,
};
