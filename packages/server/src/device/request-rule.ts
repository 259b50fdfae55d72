import type { OperationName } from "@asyncstatus/model";
import type { ActorSelector } from "./meant.ts";

/** How some asynchronous requests go. */
export interface RequestRule {
  /** What they ask for. @default all */
  readonly on?: OperationName | readonly OperationName[];
  /** Whose they are: the clients', other users', or those of the user of this name. @default everybody's */
  readonly by?: ActorSelector;
  /** The how manieth of these requests is the first that goes so. @default 1 */
  readonly nth?: number;
  /** How many in a row go so. @default all from there on */
  readonly times?: number;
  /** How likely each of them goes so, from 0 to 1. @default 1 */
  readonly chance?: number;
  /** How long they take, or between which times. @default the duration of the operation */
  readonly takes?: number | readonly [min: number, max: number];
  /** The reason for which they fail and change nothing. */
  readonly fails?: string;
}
