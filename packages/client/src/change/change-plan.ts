import type { ConfigVersions } from "@asyncstatus/model";
import { compareConfigurations, editsBeside } from "./compare-configurations.ts";
import { type Change, type PlannedEdit, planChange } from "./plan-change.ts";
import type { ReadConfigurations, UnreadType } from "./read-configurations.ts";

/** The effect of a change on a device, and the edits that would be saved and activated with it. */
export interface ChangePlan {
  /** The edits to send. None if the editing configuration is as the change wants it. */
  readonly edits: readonly PlannedEdit[];
  /** The differences between editing and running that the change wants: edited, but not running. */
  readonly edited: readonly PlannedEdit[];
  /**
   * The other differences between editing and running, in the element types of the change: edits of other
   * users or earlier ones, which a commit would include.
   */
  readonly others: readonly PlannedEdit[];
  /** The element types that could not be compared. */
  readonly unread: readonly UnreadType[];
  readonly versions: ConfigVersions;
  /** True if there is nothing to do: the change is edited, saved and running. */
  readonly isRunning: boolean;
}

/**
 * Plans a change on a device: what {@link planChange} returns, and what the editing configuration already
 * has beside it. Sends nothing.
 *
 * @throws {OptionError} as {@link planChange} does.
 */
export function changePlan(
  change: Change,
  read: ReadConfigurations,
  versions: ConfigVersions,
): ChangePlan {
  const edits = planChange(change, read);
  const { differences, unread } = compareConfigurations(read);
  const others = editsBeside(change, read, differences);
  const isOther = new Set(others);
  const edited = differences.filter((difference) => !isOther.has(difference));
  const isRunning =
    edits.length === 0 && edited.length === 0 && unread.length === 0 && isSavedRunning(versions);
  return { edits, edited, others, unread, versions, isRunning };
}

/** Returns true if the saved configuration is the running one. */
export function isSavedRunning({ currentVersion, runningVersion }: ConfigVersions): boolean {
  return currentVersion === runningVersion;
}

/** Returns true if two plans send and save the same. */
export function isSamePlan(a: ChangePlan, b: ChangePlan): boolean {
  const text = ({ edits, edited, others }: ChangePlan) => JSON.stringify([edits, edited, others]);
  return text(a) === text(b);
}
