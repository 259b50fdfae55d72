import type { Change } from "@asyncstatus/client";

/** Texts of which one must match. */
export type OneOf = string | readonly string[];

/** Selects units: every given property must match. */
export interface Selection {
  /** Labels of the devices, by name. */
  readonly labels?: Readonly<Record<string, OneOf>>;
  readonly region?: OneOf;
  readonly site?: OneOf;
}

/** A part of a rollout. The waves run one after the other. */
export interface Wave {
  readonly name: string;
  /** Limits the wave to some of the units that are left. */
  readonly select?: Selection;
  /** The number of units. @default all */
  readonly count?: number;
  /** The share of the units that are left and selected, rounded up. @default all */
  readonly percent?: number;
  /** The time to wait after the last unit of the wave. @default 0 */
  readonly soakMs: number;
  /** True if a person must approve the wave before the next one starts. */
  readonly approve: boolean;
}

/** The most units in progress at a time. */
export interface Limits {
  readonly total: number;
  readonly perSite?: number;
  /** The most in one group of devices that back each other up. */
  readonly perGroup: number;
}

/** A day of the week. */
export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** The time in which units may be started. */
export interface Window {
  /** An IANA time zone, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** The days on which the window opens. @default every day */
  readonly days?: readonly Day[];
  /** The local time at which it opens, such as `22:00`. */
  readonly from: string;
  /** The local time at which it closes. Before `from`: on the next day. */
  readonly to: string;
  /** No unit is started in this time before it closes. */
  readonly lastStartMs: number;
}

/** Conditions that must hold before and after the change of a unit. */
export interface Gates {
  /** `idle`: no request is in progress on the device. `healthy`: its system is online, with full health. */
  readonly before: readonly ("idle" | "healthy")[];
  readonly after: readonly ("healthy" | CheckCommand)[];
  /** The longest time for the gates to hold after a change. */
  readonly timeoutMs: number;
}

/** A command that holds as a gate if it exits with 0. */
export interface CheckCommand {
  /** A command of the system's shell, in the folder of the process that runs the rollout. */
  readonly command: string;
  /** The longest time for one run. @default 60000 (1 minute) */
  readonly timeoutMs: number;
}

/** The numbers of units at which the rollout pauses. */
export interface StopRules {
  /** Units whose change failed, or that are unhealthy after it. */
  readonly failed: number;
  /** Units that need a person: their result is unknown, or they couldn't be changed. */
  readonly unknown: number;
  /** Failed units in percent of the units of `of`. More than this pauses the rollout. */
  readonly failedPercent?: number;
  readonly of: "rollout" | "wave";
}

/** Makes the editing configuration of each unit the running one. */
export interface CommitChange {
  readonly commit: Readonly<Record<string, never>>;
}

/** Applies a change file to each unit, and makes it the running configuration. */
export interface ApplyChange {
  /** The name of the change file, relative to the plan. */
  readonly apply: string;
  /**
   * The name of the backup of the editing configuration before the edits, which stays on the device.
   * `{rollout}` is the time of the start, `{device}` the host. @default "pre-{rollout}-{device}"
   */
  readonly backup: string;
  /** The content of the change file; see {@link withChange}. */
  readonly elements?: Change["elements"];
}

/** A rollout plan. */
export interface Plan {
  /** The version of the format. */
  readonly rollout: 1;
  /** The units of the rollout. @default all */
  readonly select?: Selection;
  readonly change: CommitChange | ApplyChange;
  readonly waves: readonly Wave[];
  readonly limits: Limits;
  readonly window?: Window;
  readonly gates: Gates;
  readonly stop: StopRules;
  /** `rollback`: also rolls back the units that took the change. @default "pause" */
  readonly onStop: "pause" | "rollback";
}

/** Returns a plan with the content of its change file, which the ledger keeps. */
export function withChange<Given extends Plan>(plan: Given, { elements }: Change): Given {
  return { ...plan, change: { ...plan.change, elements } };
}
