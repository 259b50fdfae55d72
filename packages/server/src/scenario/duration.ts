/** A length of time: a number of milliseconds, or as in "90 s", "1.5 min", "2 h", "30 d", "never". */
export type Duration = number | string;

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** What a length of time looks like as a text. */
export const durationPattern = /^(?:(\d{1,9}(?:\.\d{1,3})?) ?(ms|s|min|h|d)|never)$/;

/**
 * The length of time in milliseconds; `Infinity` where it is "never".
 *
 * @throws {RangeError} where it is none
 */
export function toMs(duration: Duration): number {
  if (typeof duration === "number" && duration >= 0) return duration;
  const found = durationPattern.exec(String(duration));
  const [, amount, unit = ""] = found ?? [];
  if (!found || typeof duration === "number") {
    throw new RangeError(`Expected a length of time such as "90 s", got ${duration}.`);
  }
  return amount === undefined ? Number.POSITIVE_INFINITY : Number(amount) * (unitsMs[unit] ?? 1);
}
