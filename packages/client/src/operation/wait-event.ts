import type { OperationName, OperationState } from "@asyncstatus/model";
import { type Publish, publish } from "../observability/publish.ts";
import type { FinalOutcome, Outcome } from "./outcome.ts";
import type { Attribution } from "./wait-state.ts";

/** What happens while one waits. */
export type WaitEvent =
  /** The slot was read. */
  | {
      readonly type: "progress";
      readonly elapsedMs: number;
      /** What it shows; absent where it is empty. */
      readonly operationState?: OperationState;
      readonly attribution: Attribution;
      readonly reason: string;
    }
  /** A request of the wait had no usable answer. It goes on. */
  | { readonly type: "poll-failed"; readonly elapsedMs: number; readonly error: Error }
  /** The device answers again after one or more failed looks. */
  | { readonly type: "reconnected"; readonly elapsedMs: number }
  /** The token was renewed, and the lock with it. */
  | { readonly type: "token-renewed"; readonly elapsedMs: number }
  /** The token could not be renewed. It is tried again while the token lives. */
  | { readonly type: "renewal-failed"; readonly elapsedMs: number; readonly error: Error }
  /**
   * The 202 named another place to poll than `admin/asyncstatus` of this device. It was not asked: the
   * token would have gone along.
   */
  | { readonly type: "foreign-link"; readonly elapsedMs: number; readonly link: string }
  /** The configuration lock was lost. The wait goes on, on weaker ground. */
  | { readonly type: "lock-lost"; readonly elapsedMs: number }
  /** The wait has ended; nothing comes after this. */
  | { readonly type: "ended"; readonly elapsedMs: number; readonly outcome: Outcome };

/** The messages about waits on Node.js's `diagnostics_channel`. */
export interface WaitMessages {
  /** A wait begins. */
  "asyncstatus:wait:start": {
    readonly waitId: number;
    readonly operation: OperationName;
    readonly submission: "accepted" | "unknown";
  };
  /** An event of the wait. */
  "asyncstatus:wait:event": { readonly waitId: number; readonly event: WaitEvent };
  /** The wait has ended: the outcome is known, or every caller has left. */
  "asyncstatus:wait:end": { readonly waitId: number; readonly outcome?: FinalOutcome };
}

export const publishWait: Publish<WaitMessages> = publish;
