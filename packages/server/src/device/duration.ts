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
