import type { OperationName, OperationState } from "@asyncstatus/model";
import type { FinalOutcome, Outcome } from "./outcome.ts";
import type { Attribution, AttributionReason } from "./wait-state.ts";

/** An event of a wait. */
export type WaitEvent =
  /** The status was read. */
  | {
      readonly type: "progress";
      readonly elapsedMs: number;
      /** The status; absent if the device shows none. */
      readonly operationState?: OperationState;
      readonly attribution: Attribution;
      readonly reason: AttributionReason;
    }
  /** A request got no usable response. The wait continues. */
  | { readonly type: "poll-failed"; readonly elapsedMs: number; readonly error: Error }
  /** The device responds again after one or more failed polls. */
  | { readonly type: "reconnected"; readonly elapsedMs: number }
  /** The token was renewed, and the lock with it. */
  | { readonly type: "token-renewed"; readonly elapsedMs: number }
  /** The token could not be renewed. The renewal is retried while the token is valid. */
  | { readonly type: "renewal-failed"; readonly elapsedMs: number; readonly error: Error }
  /**
   * The 202 linked to another place than `admin/asyncstatus` of this device. It was not followed, because
   * the token would have been sent there.
   */
  | { readonly type: "foreign-link"; readonly elapsedMs: number; readonly link: string }
  /** The configuration lock was lost. The wait continues, but its outcome can't be proven. */
  | { readonly type: "lock-lost"; readonly elapsedMs: number }
  /** The wait ended. The last event. */
  | { readonly type: "ended"; readonly elapsedMs: number; readonly outcome: Outcome };

/** The messages of waits on the `diagnostics_channel` of Node.js. */
export interface WaitMessages {
  /** A wait starts. */
  "asyncstatus:wait:start": {
    readonly waitId: number;
    readonly operation: OperationName;
    readonly submission: "accepted" | "unknown";
  };
  /** An event of a wait. */
  "asyncstatus:wait:event": { readonly waitId: number; readonly event: WaitEvent };
  /** A wait ended: the outcome is known, or each caller left. */
  "asyncstatus:wait:end": { readonly waitId: number; readonly outcome?: FinalOutcome };
}
