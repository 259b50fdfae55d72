import type { OperationState } from "@asyncstatus/model";
import type { Outcome } from "./outcome.ts";
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
