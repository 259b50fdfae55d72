import type { OperationName } from "@asyncstatus/model";
import { parseDuration } from "@asyncstatus/model/text";

/**
 * A duration: milliseconds, or text such as "90 s", "1.5 min", "2 h" or "never".
 *
 * @title milliseconds, or text such as "90 s", "15 min", "2 h" or "never"
 * @minimum 0
 */
export type Duration = number | string;

/**
 * Converts a duration to milliseconds; "never" is `Infinity`.
 *
 * @param name Named in the error.
 * @throws {RangeError} If it is not a duration.
 */
export function toMs(duration: Duration, name?: string): number {
  if (duration === "never") return Number.POSITIVE_INFINITY;
  const ms = typeof duration === "string" ? parseDuration(duration) : duration;
  if (ms !== undefined && ms >= 0) return ms;
  const of = name === undefined ? "" : ` for ${name}`;
  throw new RangeError(`Expected a duration such as "90 s" or "never"${of}, got ${duration}.`);
}

/** The durations of requests, tokens, reboots and switchovers. */
export interface Durations extends Readonly<Record<OperationName, Duration>> {
  /** The lifetime of a token. Defaults to 10 min, as documented. */
  readonly token: Duration;
  /** The time from the response to a reboot request until the system goes down. Defaults to 5 s, as documented. */
  readonly rebootDelay: Duration;
  /** The time from going down until the system responds again. Defaults to 1 min. */
  readonly boot: Duration;
  /** The time from the response to a switchover request until the roles have changed. Defaults to 3 s. */
  readonly switchover: Duration;
}

/** The documented durations, or, if there is none, one that is slow enough to watch. */
export const defaultDurations: Durations = {
  verify: "1 s",
  save: "1 s",
  activate: "3 s",
  restore: "1 s",
  backup: "1 s",
  token: "10 min",
  rebootDelay: "5 s",
  boot: "1 min",
  switchover: "3 s",
};
