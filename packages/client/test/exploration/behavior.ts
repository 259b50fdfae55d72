import { applyLock, receive } from "../../src/operation/poll-step.ts";
import { resumedState } from "../../src/operation/saved-operation.ts";
import type { Receive } from "./broken-client.ts";
import type { Reading } from "./client.ts";
import { lockUntilNow } from "./tenure.ts";

/** The parts of the client that a mutant can replace. */
export interface Behavior {
  readonly receive: Receive;
  readonly applyLock: typeof applyLock;
  /** Returns if the lock was held until now. */
  readonly lockUntilNow: typeof lockUntilNow;
  readonly resumedState: typeof resumedState;
  /** If false, the client ignores a renewal without a response. */
  readonly notesLostRenewal: boolean;
  /** When the client reads which lock it holds. */
  readonly readsLock: "before the baseline" | "after the baseline";
  /** The order in which it reads the baseline. */
  readonly baseline: readonly Reading[];
  /** Which message dates a status reading. */
  readonly statusIsOf: "request" | "response";
  /** The time after the submission before which no end counts. */
  readonly fenceMs: number;
}

/** The real client: it identifies the system first, and last. */
export const realBehavior: Behavior = {
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
