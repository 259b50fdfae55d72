import type { OperationName } from "@asyncstatus/model";
import type { ActorSelector } from "../meant.ts";
import type { Action } from "./action.ts";

/** Somebody who comes to the device by itself, and what this somebody does there. */
export interface ActorPlan {
  /** No other actor's, and no account's. Not "client", not "others". */
  readonly name: string;
  /** By which way. A REST client has a token of its own, and does what REST clients may. */
  readonly via: "acli" | "gui" | "rest";
  /** What the actor does at certain times. */
  readonly steps?: readonly Step[];
  /** What the actor does beside that, at random. */
  readonly random?: RandomActions;
}

/** Something that is done once. What the device refuses is not tried again. */
export interface Step {
  /** Counted from what it waits for. @default 0 */
  readonly after?: number;
  /** What it waits for. @default the start of the device */
  readonly when?: EventTrigger;
  readonly action: Action;
}

/** Something that happens to the device, for a step to wait for. */
export interface EventTrigger {
  /** A request was taken, or has ended; the lock was taken, or given up; the system came up. */
  readonly event: "accepted" | "ended" | "locked" | "unlocked" | "cameUp";
  /** What the request that was taken or has ended asks for. @default anything */
  readonly operation?: OperationName;
  /** Whose deed it is. @default anybody's */
  readonly by?: ActorSelector;
  /** The how manieth time it happens. @default 1 */
  readonly nth?: number;
}

/** What is done again and again, in no order that could be foreseen without the seed. */
export interface RandomActions {
  /** How long it takes on average from one deed to the next. */
  readonly every: number;
  /** What is done, by weights. */
  readonly weights: Readonly<Partial<Record<RandomAction, number>>>;
  /** How long the lock is held on average, once taken. @default 30,000 */
  readonly lockFor?: number;
}

/** What can be done at random. A backup gets a new file name each time. */
export type RandomAction = OperationName | "lock" | "edit" | "reboot" | "switchover";
